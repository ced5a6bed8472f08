package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

/**
 * The account under which the server runs. PostgreSQL refuses to run as root, and its initdb as a user id without a
 * name.
 *
 * @param uid the user id of this process
 * @param fileOwner the user id that owns the server's files, as the file system shows it
 * @param prefix the words to put before a command to run it under that account; none contains a space
 */
record ServerUser(int uid, int fileOwner, List<String> prefix) {

    private static final int ROOT = 0;

    /** The user id of {@code nobody}, to which also a user namespace without a mapping falls back. */
    private static final int NOBODY = 65534;

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    /**
     * Detects the account. The user id comes from {@code id} and not from the JDK, which reports 0 for a user without a
     * passwd entry.
     *
     * @throws PostgresStartException when this user cannot run a server here
     */
    static ServerUser detect() throws PostgresStartException {
        ShortCommand probe = ShortCommand.run(List.of("sh", "-c", Script.ACCOUNT.text()), "");
        String[] words = probe.output().split(" ");
        if (!probe.succeeded() || words.length != 2) {
            throw new PostgresStartException("cannot find out the user id: " + probe.output());
        }
        int uid = Integer.parseUnsignedInt(words[0]);
        return switch (words[1]) {
            case "self" -> new ServerUser(uid, uid, List.of());
            case "namespace" -> new ServerUser(uid, uid, List.of("unshare", "-U"));
            case "nobody" ->
                new ServerUser(
                        uid, NOBODY, List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
            default -> throw refusal(uid);
        };
    }

    private static PostgresStartException refusal(int uid) {
        String why = uid == ROOT
                ? "PostgreSQL does not run as root, and neither unshare (user namespaces) nor setpriv works here."
                        + " Run this as an ordinary user, or install util-linux"
                : "PostgreSQL needs a user with a name, but user id " + uid
                        + " has no entry in /etc/passwd, and unshare (user namespaces) does not work here."
                        + " Add an entry for it, or run this as a user that has one";
        return new PostgresStartException(why);
    }

    /** A command that runs under this account. */
    List<String> command(List<String> words) {
        return Stream.concat(prefix.stream(), words.stream()).toList();
    }

    /** Gives a file that this process made to the account of the server. */
    void own(Path path) throws IOException {
        if (uid != fileOwner) {
            Files.setAttribute(path, "unix:gid", fileOwner);
            Files.setAttribute(path, "unix:uid", fileOwner);
        }
    }

    /** Whether the server may pass through a directory and all directories above it. */
    boolean reaches(Path directory) throws IOException {
        for (Path at = directory.toRealPath(); at != null; at = at.getParent()) {
            if (!(uid == ROOT ? permits(at, OWNER_EXECUTE, OTHERS_EXECUTE) : Files.isExecutable(at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the server may make files in a directory that it reaches. */
    boolean mayWrite(Path directory) throws IOException {
        return uid == ROOT ? permits(directory, OWNER_WRITE, OTHERS_WRITE) : Files.isWritable(directory);
    }

    /** Root may do everything. In a namespace or as nobody it has lost that right, and only the permissions count. */
    private boolean permits(Path directory, PosixFilePermission toOwner, PosixFilePermission toOthers)
            throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        return permissions.contains(toOthers) || (ownerOf(directory) == fileOwner && permissions.contains(toOwner));
    }

    /** The user id that owns a file. */
    static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}

package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Chooses the directory in which binaries and templates are kept from one start to the next. */
final class CacheDirectory {

    private static final String NAME = "verdigris";

    /** initdb puts the path of its sibling {@code postgres} between double quotes and hands it to a shell. */
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"$`\\\\\n]");

    private CacheDirectory() {}

    /**
     * The place that the user's environment suggests, as the XDG base directory specification has it: relative paths
     * are ignored. It need not exist or be usable.
     */
    static Path preferred(Map<String, String> environment) {
        return Stream.of(
                        absolute(environment.get("XDG_CACHE_HOME")),
                        absolute(environment.get("HOME")).map(home -> home.resolve(".cache")),
                        absolute(System.getProperty("user.home")).map(home -> home.resolve(".cache")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(RunDirectory::temporary)
                .resolve(NAME);
    }

    private static Optional<Path> absolute(@Nullable String text) {
        return text != null && text.startsWith("/") ? Optional.of(Path.of(text)) : Optional.empty();
    }

    /**
     * The first usable of the given directory and one of this user under each temporary directory. Usable means that
     * this user owns it, that nobody else may write to it, and that the server can reach it.
     *
     * @param bases the temporary directories, best first
     * @throws PostgresStartException when none is usable; it names every reason
     */
    static Path open(Path wanted, ServerUser account, List<Path> bases) throws PostgresStartException {
        List<String> reasons = new ArrayList<>();
        Stream<Path> others = bases.stream().map(base -> base.resolve(NAME + "-cache-" + account.fileOwner()));
        for (Path candidate : Stream.concat(Stream.of(wanted), others).toList()) {
            try {
                Optional<String> flaw = flawOf(candidate, account);
                if (flaw.isEmpty()) {
                    return candidate.toRealPath();
                }
                reasons.add(candidate + flaw.get());
            } catch (IOException e) {
                reasons.add(candidate + ": " + e);
            }
        }
        throw new PostgresStartException("there is no directory to unpack PostgreSQL to: " + String.join("; ", reasons)
                + ". Set XDG_CACHE_HOME to a directory of your own");
    }

    /** Creates the directory if that makes sense. Returns why it is not usable. */
    private static Optional<String> flawOf(Path candidate, ServerUser account) throws IOException {
        String unreachable = " is not reachable for the server's user";
        if (!account.reaches(firstExisting(candidate))) {
            return Optional.of(unreachable);
        }
        Files.createDirectories(
                candidate, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path real = candidate.toRealPath();
        if (UNQUOTABLE.matcher(real.toString()).find()) {
            return Optional.of(" has a character in its name that PostgreSQL's initdb stumbles over");
        }
        if (!isPrivatelyWritable(real)) {
            return Optional.of(" could be written to by others");
        }
        return account.reaches(real) ? Optional.empty() : Optional.of(unreachable);
    }

    /** A directory that cannot be reached is not created, because it would stay empty. */
    private static Path firstExisting(Path directory) {
        return Stream.iterate(directory.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(directory);
    }

    /**
     * The server must not run programs from a directory that other users can write, for instance one that they created
     * under /tmp.
     */
    private static boolean isPrivatelyWritable(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        Path probe = Files.createTempFile(directory, ".probe", null);
        try {
            return ServerUser.ownerOf(directory) == ServerUser.ownerOf(probe)
                    && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } finally {
            Files.delete(probe);
        }
    }
}

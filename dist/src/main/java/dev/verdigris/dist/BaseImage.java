package dev.verdigris.dist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The image below ours: a few packages of Debian, in the form of an archive that Jib reads. */
final class BaseImage {

    /** PostgreSQL needs the libraries of C and C++, and a shell, and the launcher some programs of coreutils. */
    private static final String PACKAGES = "base-files,coreutils,dash,libc-bin,libc6,libstdc++6";

    /** Only unpacked packages are not in the list of dpkg, and scanners of images read that list. */
    private static final String LIST_PACKAGES = "for deb in \"$1\"/var/cache/apt/archives/*.deb; do"
            + " dpkg-deb --field \"$deb\" | sed '1a Status: install ok installed'; echo;"
            + " done >>\"$1/var/lib/dpkg/status\"";

    private static final String SUITE = "bookworm";
    private static final String STATUS = "./var/lib/dpkg/status";

    private BaseImage() {}

    /** Whether this machine can make one. */
    static boolean isPossible() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(":")).stream())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "mmdebstrap")));
    }

    /** Makes the files of the packages, as an archive. */
    static void bootstrap(Path files, Instant time) throws IOException, InterruptedException {
        Tools.run(
                Path.of("").toAbsolutePath(),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond())),
                List.of(
                        "mmdebstrap",
                        "--quiet",
                        "--variant=extract",
                        "--include=" + PACKAGES,
                        "--extract-hook=" + LIST_PACKAGES,
                        SUITE,
                        files.toString()));
    }

    /** Wraps an archive of files as an image of one layer. */
    static void wrap(Path files, Path image, String architecture, Instant time) throws IOException {
        String config = """
                {"architecture": "%s", "os": "linux", "created": "%s", "config": {},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(architecture, time, sha256(files));
        String manifest = "[{\"Config\": \"config.json\", \"RepoTags\": [\"base:1\"], \"Layers\": [\"layer.tar\"]}]";
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(image))) {
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            TarArchiveEntry layer = new TarArchiveEntry("layer.tar");
            layer.setSize(Files.size(files));
            out.putArchiveEntry(layer);
            Files.copy(files, out);
            out.closeArchiveEntry();
            text(out, "config.json", config);
            text(out, "manifest.json", manifest);
        }
    }

    private static void text(TarArchiveOutputStream out, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** The list of the packages, as dpkg keeps it. */
    static String status(Path files) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(files));
                TarArchiveInputStream in = new TarArchiveInputStream(raw)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(STATUS)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalStateException(files + " has no " + STATUS);
    }
}

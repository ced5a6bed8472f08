package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The image: its layers make a root directory, in which a user other than root runs it. */
final class ImageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DELETED = ".wh.";
    private static final Pattern FILE = Pattern.compile(
            "(?<mode>\\S{10}) (?<owner>\\d+/\\d+) +[\\d,]+ \\S+ \\S+ (\\./)?(?<name>.*?)/?( (->|link to) .*)?");

    @TempDir
    private Path folder;

    private Path layout;
    private JsonNode manifest;
    private JsonNode config;

    @BeforeEach
    void unpacks() throws IOException {
        Path image = Distribution.file("verdigris-.*-image\\.tar");
        layout = Files.createDirectories(folder.resolve("layout"));
        run("tar", "-xf", image.toString(), "-C", layout.toString());
        assertThat(JSON.readTree(layout.resolve("oci-layout").toFile())
                        .path("imageLayoutVersion")
                        .asText())
                .isEqualTo("1.0.0");
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        assertThat(index.path("manifests")).hasSize(1);
        manifest = JSON.readTree(blob(index.path("manifests").get(0)).toFile());
        config = JSON.readTree(blob(manifest.path("config")).toFile());
    }

    private String run(String... command) {
        return Program.in(folder).runOrSkip("", List.of(command)).succeeded().out();
    }

    private Path blob(JsonNode descriptor) {
        Path file = layout.resolve("blobs")
                .resolve(descriptor.path("digest").asText().replace(':', '/'));
        assertThat(file).hasSize(descriptor.path("size").asLong());
        assertThat(run("sha256sum", file.toString())).startsWith(file.getFileName() + " ");
        return file;
    }

    /** Puts the layers on each other, as the specification of images says. */
    private Path root() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        for (JsonNode layer : manifest.path("layers")) {
            run("tar", "--no-same-owner", "-xzf", blob(layer).toString(), "-C", root.toString());
            List<Path> deleted;
            try (Stream<Path> files = Files.walk(root)) {
                deleted = files.filter(file -> file.getFileName().toString().startsWith(DELETED))
                        .toList();
            }
            for (Path each : deleted) {
                String name = each.getFileName().toString().substring(DELETED.length());
                run("rm", "-rf", each.resolveSibling(name).toString(), each.toString());
            }
        }
        return root;
    }

    @Test
    void aUserWhoIsNotRootRunsIt() throws Exception {
        String user = config.path("config").path("User").asText();
        assertThat(user).matches("[1-9][0-9]+:[1-9][0-9]+");
        List<String> command =
                new ArrayList<>(List.of("bwrap", "--unshare-user", "--unshare-pid", "--die-with-parent"));
        command.addAll(List.of("--uid", user.split(":")[0], "--gid", user.split(":")[1]));
        Path root = root();
        command.addAll(List.of("--bind", root.toString(), "/", "--proc", "/proc", "--dev", "/dev"));
        command.addAll(
                List.of("--chdir", config.path("config").path("WorkingDir").asText()));
        config.path("config").path("Entrypoint").forEach(word -> command.add(word.asText()));
        Map<String, String> variables = new HashMap<>();
        config.path("config").path("Env").forEach(variable -> {
            String[] pair = variable.asText().split("=", 2);
            variables.put(pair[0], pair[1]);
        });
        run("bwrap", "--version");
        Installed installed = new Installed(command, folder, "/opt/verdigris/examples/auction", variables, root);
        installed.demandThatItWorks();
        installed.demandThatTheArchiveOfClassesIsRead();
        assertThat(Files.readString(root.resolve("opt/verdigris/licenses/README.md")))
                .contains("The image contains", "| Java runtime |", "/usr/share/doc/*/copyright");
        assertThat(root.resolve("usr/share/doc/libc6/copyright")).isRegularFile();
    }

    /** The files of all layers with modes and owners, as tar shows them. The last one of a name is the one in force. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (JsonNode layer : manifest.path("layers")) {
            run("tar", "--numeric-owner", "-tvzf", blob(layer).toString())
                    .lines()
                    .map(FILE::matcher)
                    .filter(Matcher::matches)
                    .forEach(row -> files.put("/" + row.group("name"), row.group("mode") + " " + row.group("owner")));
        }
        return files;
    }

    @Test
    void onlyItsUserOwnsWhatItsUserWrites() {
        Map<String, String> files = files();
        assertThat(files)
                .containsEntry("/work", "drwxr-xr-x 10001/10001")
                .containsEntry("/home/verdigris", "drwxr-xr-x 10001/10001")
                .containsEntry("/tmp", "drwxrwxrwt 0/0")
                .containsEntry("/opt/verdigris/bin/verdigris", "-rwxr-xr-x 0/0")
                .containsEntry("/opt/verdigris/runtime/lib/jexec", "-rwxr-xr-x 0/0")
                .containsEntry("/opt/verdigris/lib/verdigris-cli.jar", "-rw-r--r-- 0/0");
        assertThat(files.entrySet().stream()
                        .filter(file -> file.getKey().startsWith("/opt"))
                        .map(Map.Entry::getValue))
                .allMatch(mode -> mode.matches("(drwxr-xr-x|-rw[-x]r-[-x]r-[-x]|lrwxrwxrwx) 0/0"));
    }

    @Test
    void itHasNoDataOfTheMachineThatBuiltIt() throws IOException {
        assertThat(files().keySet())
                .contains("/dev", "/etc/passwd", "/var/lib/dpkg/status")
                .noneMatch(name -> name.matches("/dev/.+|/etc/(hostname|resolv\\.conf|apt(/.*)?)|/var/.*/apt(/.*)?"));
    }

    @Test
    void itSaysWhatItIs() {
        String version = Distribution.file("verdigris-.*-image\\.tar")
                .getFileName()
                .toString()
                .replaceFirst("verdigris-(.*)-image\\.tar", "$1");
        JsonNode labels = config.path("config").path("Labels");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo(version);
        assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(labels.path("org.opencontainers.image.source").asText()).startsWith("https://");
        assertThat(config.path("history").findValuesAsText("created_by"))
                .filteredOn(tool -> tool.startsWith("verdigris:"))
                .isNotEmpty()
                .containsOnly("verdigris:" + version);
    }
}

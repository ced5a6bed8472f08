package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code mvn -Pdist deploy} writes into a directory is what a repository of Maven wants. */
final class PublishedTest {

    private static Path artifacts() {
        return Distribution.directory()
                .resolve("../../target/releases/dev/verdigris")
                .normalize();
    }

    private static List<Path> files(String artifact) throws IOException {
        try (Stream<Path> files = Files.walk(artifacts().resolve(artifact))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdigris-core", "verdigris-engine", "verdigris-sandbox", "verdigris-cli"})
    void aModuleHasItsJarWithSourcesAndJavadoc(String artifact) throws IOException {
        List<String> kinds = new ArrayList<>();
        for (Path file : files(artifact)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".md5") && !name.endsWith(".sha1")) {
                kinds.add(name.replaceFirst("^" + artifact + "-\\d[\\d.]*(-SNAPSHOT|-[\\d.]+-\\d+)?", ""));
                demandChecksum(file);
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(".pom", ".jar", "-sources.jar", "-javadoc.jar");
    }

    private static void demandChecksum(Path file) throws IOException {
        String digest = Files.readString(file.resolveSibling(file.getFileName() + ".sha1"))
                .strip();
        assertThat(Program.in(file.getParent())
                        .runOrSkip("", List.of("sha1sum", file.toString()))
                        .succeeded()
                        .out())
                .startsWith(digest);
    }

    @Test
    void nothingElseIsPublished() throws IOException {
        assertThat(artifacts()).isDirectory();
        try (Stream<Path> published = Files.list(artifacts())) {
            assertThat(published.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "verdigris", "verdigris-core", "verdigris-engine", "verdigris-sandbox", "verdigris-cli");
        }
    }

    @Test
    void theCommonPomSaysWhatRepositoriesAskFor() throws IOException {
        Path pom = files("verdigris").stream()
                .filter(file -> file.toString().endsWith(".pom"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(pom))
                .contains(
                        "<name>",
                        "<description>",
                        "<url>",
                        "<licenses>",
                        "<developers>",
                        "<scm ",
                        "<developerConnection>");
    }
}

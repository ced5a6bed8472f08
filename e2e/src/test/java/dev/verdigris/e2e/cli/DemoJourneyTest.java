package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** {@code ./verdigris demo}, as a stranger runs it. */
final class DemoJourneyTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("project.root")).resolve("examples/auction");

    @TempDir
    private Path directory;

    @Test
    void noReaderNoticesTheDeploymentAndNothingIsLeftBehind() throws IOException, InterruptedException {
        assumeThat(Leftovers.canBeSeen())
                .as("processes cannot be looked at without /proc")
                .isTrue();
        Leftovers leftovers = new Leftovers();
        JsonNode demo = VerdigrisProcess.run(directory, leftovers.environment(), "demo", "--output", "json")
                .exits(0)
                .json();
        assertThat(demo.path("outcome").asText()).isEqualTo("done");
        assertThat(demo.path("reads").path("total").asLong()).isGreaterThanOrEqualTo(10_000);
        assertThat(demo.path("reads").path("failed").asLong()).isZero();
        assertThat(demo.path("reads").path("mixed").asLong()).isZero();
        assertThat(demo.path("reads").path("byVersion").fieldNames())
                .toIterable()
                .containsExactly("1", "2");
        assertThat(demo.path("swaps")).hasSizeGreaterThanOrEqualTo(2);
        leftovers.demandNone();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aBrokenVersionTwoMakesItExitNonZero() throws IOException {
        Path example = directory.resolve("example");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = example.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(
                example.resolve("v2/models/core/release_info.sql"),
                "CREATE VIEW release_info AS SELECT no_such_column FROM members;\n");
        VerdigrisProcess.Ended demo =
                VerdigrisProcess.run(directory, new HashMap<>(), "demo", "--example", example.toString());
        assertThat(demo.exit()).as(demo.out() + demo.err()).isNotZero();
        assertThat(demo.out()).contains("This did not go well");
        assertThat(demo.err()).contains("no_such_column");
    }
}

package dev.verdigris.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The demonstration on a real sandbox, whole and with a version 2 that is broken in different ways. */
final class DemoTest {

    @TempDir
    private Path directory;

    private final List<Chapter> told = new ArrayList<>();

    @BeforeEach
    void copiesTheExample() throws IOException {
        Path example = Path.of(System.getProperty("project.root")).resolve("examples/auction");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(example.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private DemoResult play() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            String url =
                    "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize?sslmode=disable";
            return Demo.play(new Demo.Options(directory, 2, 500), url, told::add, ProgressListener.NONE);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    @Test
    void noReaderNoticesADeploymentARollbackAndACleanup() throws IOException {
        DemoResult result = play();
        assertThat(result.problems()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.DONE);
        assertThat(result.reads().firstFault()).as("%s", result.reads()).isEmpty();
        assertThat(result.reads().total()).isGreaterThanOrEqualTo(500);
        assertThat(result.reads().byVersion()).containsOnlyKeys("1", "2");
        assertThat(result.swaps())
                .extracting(DemoResult.Swap::verb)
                .containsExactly(Verb.PROMOTE, Verb.ROLLBACK, Verb.PROMOTE);
        assertThat(result.swaps()).allMatch(swap -> swap.sinksMicros().isPresent());
        assertThat(told)
                .extracting(Chapter::name)
                .containsExactly(
                        "setup", "version 1", "sink", "version 2", "promote", "rollback", "promote again", "cleanup");
    }

    @Test
    void aBrokenModelStopsItBeforeTheSwap() throws IOException {
        write("v2/models/core/release_info.sql", "CREATE VIEW release_info AS SELECT no_such_column FROM members;\n");
        DemoResult result = play();
        assertThat(result.outcome()).isNotEqualTo(Outcome.DONE);
        assertThat(result.problems()).isNotEmpty();
        assertThat(result.swaps()).isEmpty();
        assertThat(result.reads().firstFault())
                .as("the live version stays whole")
                .isEmpty();
    }

    @Test
    void aFailedCheckStopsItBeforeTheSwap() throws IOException {
        write("v2/checks/versions_agree.sql", "SELECT model_version FROM core.release_info;\n");
        DemoResult result = play();
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.swaps()).isEmpty();
    }

    @Test
    void readersSeeAMixtureOfTwoVersions() throws IOException {
        write("v2/models/marts/release_info.sql", "CREATE VIEW release_info AS SELECT 3 AS model_version;\n");
        Files.delete(directory.resolve("v2/checks/versions_agree.sql"));
        DemoResult result = play();
        assertThat(result.outcome()).isEqualTo(Outcome.INTERNAL);
        assertThat(result.reads().mixed()).isPositive();
    }

    @Test
    void anExampleWithoutConfigurationIsAProblem() throws IOException {
        Files.delete(directory.resolve("verdigris.yml"));
        DemoResult result = play();
        assertThat(result.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(result.problems()).isNotEmpty();
    }
}

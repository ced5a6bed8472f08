package dev.verdigris.cli.advice;

import java.nio.file.Path;

import dev.verdigris.cli.command.Cli;
import dev.verdigris.cli.output.JsonSchemas;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The verb exec as a user and a pipeline see it. */
final class ExecCommandTest {

    @TempDir
    private Path directory;

    private Cli.Ran run(String... arguments) {
        return Cli.in(directory).run(arguments);
    }

    @Test
    void theExitCodeOfTheBuilderIsKeptAndStdoutStaysTheResult() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Shop shop = Shop.open(sandbox, directory)) {
            shop.verdigris("init");
            // What comes after -- is not an option of Verdigris.
            Cli.Ran ran = run(
                    "exec", "-o", "json", "--", "/bin/sh", "-c", "echo from the builder: $0; exit 42", "@file", "-X");
            // A word with @ is not the name of a file with arguments.
            assertThat(ran.err()).contains("from the builder: @file");
            Answer failed = Answer.of(ran);
            assertThat(failed.report().path("exitCode").asInt()).isEqualTo(42);
            assertThat(failed.report().path("outcome").asText()).isEqualTo("refused");
            assertThat(failed.report().path("problems").path(0).path("code").asText())
                    .isEqualTo("VG-BUILDER-FAILED");

            Cli.Ran events = run("exec", "-o", "ndjson", "--", "/bin/sh", "-c", "echo from the builder; exit 42")
                    .exits(42);
            assertThat(events.out().lines())
                    .allSatisfy(line ->
                            assertThat(JsonSchemas.faultsOfEvent(line)).as(line).isEmpty())
                    .anyMatch(line -> line.contains("builder-ended") && line.contains("42"));
            assertThat(events.err()).contains("from the builder");

            Cli.Ran text = run("exec", "--", "/bin/sh", "-c", "exit 42").exits(42);
            assertThat(text.out()).contains("the builder failed", "verdigris exec", "-- COMMAND");

            shop.sql(shop.version(shop.stagedView(), shop.staged("prod"), 2));
            Answer done = Answer.of(run("exec", "--output=json", "--", "/bin/sh", "-c", "exit 0"));
            assertThat(done.report().path("exitCode").asInt()).isZero();
            run("grants").exits(0);

            run("deploy", "--no-build", "--exec", "true").exits(2);
            assertThat(run("deploy", "--exec", "a && b").exits(2).err()).contains("VG-NO-BUILDER", "no shell reads");
            assertThat(run("deploy", "--exec", "/bin/sh -c 'exit 42'").exits(3).out())
                    .contains("VG-BUILDER-FAILED", "verdigris deploy", "--exec COMMAND");
            Cli configured = Cli.in(directory).with("VERDIGRIS_BUILDER", "/bin/sh -c 'exit 0'");
            assertThat(configured.run("plan", "deploy", "-X").exits(0).err())
                    .contains("builder = /bin/sh …")
                    .doesNotContain("exit 0");
            configured.run("exec").exits(0);
            assertThat(run("plan", "deploy", "--exec", "/bin/sh -c 'exit 7'", "-X")
                            .exits(0)
                            .err())
                    .contains("builder = /bin/sh …")
                    .doesNotContain("exit 7");
            configured.run("deploy").exits(0);
        }
    }

    @Test
    void aCommandThatCannotRunIsToldBeforeAnythingRuns() {
        assertThat(Cli.in(directory)
                        .run(
                                "exec",
                                "--url",
                                "postgres://me@localhost:1/db",
                                "--schema",
                                "a",
                                "--",
                                "dbt",
                                "run",
                                "--vars",
                                "[1]")
                        .exits(2)
                        .err())
                .contains("VG-NO-BUILDER", "--vars is not a dictionary");
        assertThat(run("exec", "dbt", "run", "--target", "SECRET").exits(2).err())
                .contains("VG-USAGE", "has no -- before it")
                .doesNotContain("SECRET");
    }
}

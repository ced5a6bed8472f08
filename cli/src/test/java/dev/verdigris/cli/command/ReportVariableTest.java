package dev.verdigris.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a variable of a whole pipeline means for one command. */
final class ReportVariableTest {

    @TempDir
    Path directory;

    private Cli.Ran run(String... arguments) {
        return Cli.in(directory)
                .with("VERDIGRIS_REPORT", "nowhere/release.html")
                .run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "abort"})
    void itDoesNotStopARunThatTakesBack(String verb) {
        Cli.Ran ran = run(verb, "-e", "prod");
        assertThat(ran.err())
                .contains("warning: the report cannot be written to nowhere/release.html, which VERDIGRIS_REPORT"
                        + " names: its directory does not exist; this run has no report")
                .contains("verdigris.yml")
                .doesNotContain("VERDIGRIS_REPORT= ");
        assertThat(run(verb, "-e", "prod", "--report", "nowhere/other.html")
                        .exits(2)
                        .err())
                .contains("VG-BAD-CONFIG", "the report cannot be written to nowhere/other.html: its directory")
                .doesNotContain("this run has no report", "VERDIGRIS_REPORT");
    }

    @Test
    void itStopsAnyOtherRunAndTheMessageHasTheWayWithoutIt() {
        assertThat(run("promote", "-e", "prod").exits(2).err())
                .contains(
                        "VG-BAD-CONFIG", "which VERDIGRIS_REPORT names", "VERDIGRIS_REPORT= verdigris promote -e prod");
    }

    @Test
    void aBuilderDoesNotGetIt() throws IOException {
        Path file = Files.writeString(directory.resolve("verdigris.yml"), """
                connection: {url: "postgres://me@localhost:6875/db"}
                environments:
                  prod: {schemas: [a]}
                """);
        Map<String, String> variables = Map.of("VERDIGRIS_REPORT", "release.html", "HOME", "/home/me");
        SettingsRequest request = new SettingsRequest(
                directory,
                variables,
                Optional.of(file),
                Optional.of("prod"),
                Map.of(),
                new SettingsRequest.DbtChoice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ProcessContext context = new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                Set.of(),
                variables,
                directory,
                Optional.empty(),
                Optional::empty);
        assertThat(BuilderMixin.request(List.of("make"), request.resolve(), context, OutputFormat.TEXT)
                        .variables())
                .containsEntry("HOME", "/home/me")
                .doesNotContainKey("VERDIGRIS_REPORT");
    }
}

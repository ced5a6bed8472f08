package dev.verdigris.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.output.JsonSchemas;
import dev.verdigris.cli.output.ProcessContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class UsageTest {

    @TempDir
    private Path directory;

    @Test
    void suggestsASimilarVerb() {
        Cli.Ran ran = Cli.in(directory).run("promte").exits(2);
        assertThat(ran.err()).isEqualTo("""
            VG-USAGE there is no verb promte
              did you mean promote?
              see verdigris --help
            """);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void suggestsASimilarOptionAndNotItsValue() {
        Cli.Ran ran = Cli.in(directory).run("promote", "--acept", "VG-DRIFTED").exits(2);
        assertThat(ran.err()).isEqualTo("""
            VG-USAGE there is no option --acept
              did you mean --accept?
              see verdigris promote --help
            """);
        assertThat(Cli.in(directory).run("promote", "now").exits(2).err())
                .startsWith("VG-USAGE there is no argument now\n");
        assertThat(Cli.in(directory).run("status", "-oxml").exits(2).err())
                .startsWith("VG-USAGE there is no format xml; write text, json or ndjson\n");
    }

    @Test
    void asksForAVerb() {
        assertThat(Cli.in(directory).run().exits(2).err())
                .contains("a verb is missing")
                .contains("verdigris --help");
    }

    @ParameterizedTest
    @CsvSource({
        "promote --no-such-option, --no-such-option",
        "promote --env, --env",
        "cleanup --drain-timeout soon, soon",
        "init --replication-factor two, two",
        "plan walk, walk",
        "demo --readers 0, --readers",
        "explain VG-NONSENSE, VG-NONSENSE",
        "status --output xml, xml",
        "status --watch=10ms, --watch",
        "status --watch=soon, soon"
    })
    void refusesUnknownArgumentsAndNamesThem(String line, String culprit) {
        Cli.Ran ran = Cli.in(directory).run(line.split(" ")).exits(2);
        assertThat(ran.err()).contains("VG-USAGE").contains(culprit).contains("--help");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void writesErrorsIntoTheDocument() throws IOException {
        Cli.Ran ran = Cli.in(directory)
                .run("promote", "--output", "json", "--no-such-option")
                .exits(2);
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.path("verb").asText()).isEqualTo("promote");
        assertThat(json.path("outcome").asText()).isEqualTo("usage");
        assertThat(json.path("exitCode").asInt()).isEqualTo(2);
        assertThat(json.path("problems").path(0).path("code").asText()).isEqualTo("VG-USAGE");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "promote --no-such-option, 2",
        "promote, 2",
        "status --schema public --url postgres://u@127.0.0.1:1/db, 9"
    })
    void everyDocumentHasTheKeysOfAReport(String line, int exit) throws IOException {
        Cli.Ran ran = Cli.in(directory).run((line + " -ojson").split(" ")).exits(exit);
        JsonNode json = new ObjectMapper().readTree(ran.out());
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly(
                        "version",
                        "verb",
                        "environment",
                        "outcome",
                        "exitCode",
                        "headline",
                        "state",
                        "dryRun",
                        "guardrails",
                        "steps",
                        "problems",
                        "warnings",
                        "notes",
                        "sinks",
                        "timings",
                        "alternatives");
        assertThat(json.path("exitCode").asInt()).isEqualTo(exit);
        assertThat(JsonSchemas.faultsOfReport(json)).isEmpty();
    }

    @Test
    void theVariableSetsTheFormatToo() throws IOException {
        Cli.Ran ran = Cli.in(directory)
                .with("VERDIGRIS_OUTPUT", "json")
                .run("promote")
                .exits(2);
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.path("problems").path(0).path("code").asText()).isEqualTo("VG-BAD-CONFIG");
    }

    /** C36. */
    @Test
    void aVariableThatNamesNoFormatIsRefused() {
        Cli cli = Cli.in(directory).with("VERDIGRIS_OUTPUT", "yaml");
        assertThat(cli.run("explain", "VG-LOCKED").exits(2).err())
                .startsWith("VG-BAD-CONFIG there is no format yaml\n  at variable VERDIGRIS_OUTPUT\n");
        assertThat(cli.run("explain", "VG-LOCKED", "--output", "text").exits(0).err())
                .isEmpty();
        assertThat(cli.run("promote", "--help").exits(0).out()).contains("Usage: verdigris promote");
    }

    /** C36. */
    @Test
    void aResultThatCannotBeWrittenIsNoSuccess() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no /dev/full");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(full.toFile(), StandardCharsets.UTF_8)) {
            int exit = new VerdigrisCli(new ProcessContext(
                            InputStream.nullInputStream(),
                            out,
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            Set.of(),
                            Map.of(),
                            directory,
                            Optional.empty(),
                            Optional::empty))
                    .run("explain", "VG-LOCKED");
            assertThat(exit).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("VG-OUTPUT-LOST the result could not be written; the verb itself ended with exit code 0\n");
    }

    @Test
    void aStreamOfEventsEndsInTheReport() throws IOException {
        Cli.Ran ran = Cli.in(directory).run("promote", "--output=ndjson").exits(2);
        assertThat(ran.out().lines()).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(ran.out());
        assertThat(event.path("event").asText()).isEqualTo("report");
        assertThat(event.path("report").path("exitCode").asInt()).isEqualTo(2);
    }

    @Test
    void refusesACommandWithoutConfiguration() {
        Cli.Ran ran = Cli.in(directory).run("promote").exits(2);
        assertThat(ran.err())
                .contains("VG-BAD-CONFIG there is no configuration")
                .contains("verdigris.yml")
                .contains("docs/configuration.md");
    }

    @Test
    void anUnreachableServerExitsWithNineWithoutAStackTrace() {
        Cli.Ran ran = Cli.in(directory)
                .run("status", "--schema", "public", "--url", "postgres://u@127.0.0.1:1/db?sslmode=disable")
                .exits(9);
        assertThat(ran.out() + ran.err()).contains("VG-UNREACHABLE").doesNotContain("\tat ");
    }
}

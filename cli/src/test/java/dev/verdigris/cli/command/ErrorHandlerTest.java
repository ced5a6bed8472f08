package dev.verdigris.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** A bug is reported as a problem. The stack trace is only for those who ask for it. */
final class ErrorHandlerTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs a command that has a bug. */
    private int run(String... arguments) {
        ProcessContext context = new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Set.of(),
                Map.of(),
                directory,
                Optional.empty(),
                Optional::empty);
        CommandLine commandLine = CommandLineFactory.create(context, arguments);
        commandLine.addSubcommand("fail", new Failing());
        return commandLine.execute(arguments);
    }

    @CommandLine.Command(name = "fail")
    private static final class Failing implements Runnable {

        @CommandLine.Mixin
        private final OutputMixin output = new OutputMixin();

        @Override
        public void run() {
            throw new IllegalStateException("a bug");
        }
    }

    @Test
    void showsABugWithoutAStackTrace() {
        assertThat(run("fail")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                VG-INTERNAL IllegalStateException: a bug
                  run it again with -X for a stack trace
                """);
    }

    @Test
    void showsTheStackTraceOnRequest() {
        assertThat(run("fail", "-X")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("java.lang.IllegalStateException: a bug\n\tat " + Failing.class.getName() + ".run(")
                .endsWith("""
                        VG-INTERNAL IllegalStateException: a bug
                          report it with the stack trace on stderr
                        """);
    }

    @Test
    void keepsStdoutOneDocument() throws IOException {
        assertThat(run("fail", "-X", "--output", "json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(json.path("problems").path(0).path("code").asText()).isEqualTo("VG-INTERNAL");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat ");
    }
}

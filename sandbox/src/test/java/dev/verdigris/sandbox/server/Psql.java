package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.SharedSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** PostgreSQL's own client at the shared sandbox; tests that need it are skipped where it is not installed. */
final class Psql {

    private static final Path PROGRAM = Path.of("/usr/bin/psql");

    private Psql() {}

    /** Runs {@code script} and returns all that was printed, unaligned; the first error ends and fails it. */
    static String run(String script, String... options) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "psql is not installed");
        List<String> words = new ArrayList<>(List.of(PROGRAM.toString(), "-X", "-A", "-v", "ON_ERROR_STOP=1"));
        words.addAll(List.of(options));
        words.addAll(List.of("-h", SharedSandbox.get().host()));
        words.addAll(List.of("-p", Integer.toString(SharedSandbox.get().port())));
        words.addAll(List.of("-U", "materialize", "materialize"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output;
    }
}

package dev.verdigris.cli.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.verdigris.cli.Main;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptibleTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"INT, 9", "TERM, 143"})
    void ctrlCIsTheUsualEndOfAWatch(String signal, int exitCode) throws IOException, InterruptedException {
        // A background job of a shell ignores the interrupt, and so would its children; this one is to hear it.
        Process watch = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "status",
                        "--watch=1h",
                        "--output=json",
                        "--url=postgres://nobody@127.0.0.1:1/nothing",
                        "--schema=none")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader documents = watch.inputReader(StandardCharsets.UTF_8)) {
            assertThat(documents.readLine()).contains("\"exitCode\":9");
            new ProcessBuilder("kill", "-" + signal, Long.toString(watch.pid()))
                    .start()
                    .waitFor();
            assertThat(watch.waitFor(4, TimeUnit.MINUTES)).isTrue();
            assertThat(watch.exitValue()).isEqualTo(exitCode);
        } finally {
            watch.destroyForcibly();
        }
    }
}

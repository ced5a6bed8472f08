package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs of the launcher that stay until Ctrl-C. */
public final class ForegroundProcess {

    private static final String LAUNCHER =
            Path.of(System.getProperty("project.root")).resolve("verdigris").toString();
    private static final long LIMIT_MINUTES = 4;

    private ForegroundProcess() {}

    public static Process start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        // A background job of a shell ignores the interrupt, and so would its children; this one is to hear it.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", LAUNCHER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Presses Ctrl-C, demands that the process ends, and answers with its exit code. */
    static int interrupt(Process process) throws IOException, InterruptedException {
        return end(process, "INT");
    }

    /** Sends a signal, demands that the process ends, and answers with its exit code. */
    public static int end(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }
}

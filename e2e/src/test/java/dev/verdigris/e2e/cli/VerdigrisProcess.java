package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** One run of the launcher in the repository's root. */
public final class VerdigrisProcess {

    private static final Path LAUNCHER =
            Path.of("..", "verdigris").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Beyond what any busy machine takes. */
    private static final int LIMIT_MINUTES = 15;

    private final Process process;
    private final Path out;
    private final Path err;
    private final String line;

    private VerdigrisProcess(Process process, Path out, Path err, String line) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.line = line;
    }

    /** Starts the launcher in a directory, without a terminal. */
    static VerdigrisProcess start(Path directory, Map<String, String> environment, String... arguments) {
        try {
            Path out = Files.createTempFile("verdigris", ".out");
            Path err = Files.createTempFile("verdigris", ".err");
            List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().keySet().removeIf(VerdigrisProcess::givesSettings);
            builder.environment().putAll(environment);
            return new VerdigrisProcess(builder.start(), out, err, String.join(" ", arguments));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether a variable of the machine that runs the tests would change the result: settings and CI systems. */
    private static boolean givesSettings(String variable) {
        return Stream.of(
                                "VERDIGRIS_ENV",
                                "VERDIGRIS_DEPLOYMENT_ID",
                                "VERDIGRIS_COMMIT",
                                "VERDIGRIS_TAG",
                                "VERDIGRIS_REPORT")
                        .anyMatch(variable::startsWith)
                || Set.of("GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "TF_BUILD", "JENKINS_URL", "CI_TAG")
                        .contains(variable);
    }

    /** Runs the launcher to its end. */
    public static Ended run(Path directory, Map<String, String> environment, String... arguments) {
        return start(directory, environment, arguments).join();
    }

    public Process process() {
        return process;
    }

    /** Waits for its end. */
    public Ended join() {
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("verdigris " + line + " did not end within " + LIMIT_MINUTES + " minutes:\n"
                        + Files.readString(out) + Files.readString(err));
            }
            Ended ended = new Ended(line, process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /**
     * A run that has ended.
     *
     * @param line its arguments
     * @param exit its exit code
     * @param out what it wrote to stdout
     * @param err what it wrote to stderr
     */
    public record Ended(String line, int exit, String out, String err) {

        /** PrivilegeCheck an exit code, and shows everything that was said otherwise. */
        public Ended exits(int wanted) {
            assertThat(exit)
                    .as("verdigris %s%n--- stdout%n%s%n--- stderr%n%s", line, out, err)
                    .isEqualTo(wanted);
            return this;
        }

        /** The document on stdout. */
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException garbled) {
                throw new UncheckedIOException("not one JSON document: " + out, garbled);
            }
        }
    }
}

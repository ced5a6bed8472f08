package dev.verdigris.e2e.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A program, ready to be run.
 *
 * @param directory where it runs
 * @param environment variables beside those of the test
 */
public record Program(Path directory, Map<String, String> environment) {

    private static final int LIMIT_MINUTES = 15;

    /** A program that runs in the folder. */
    public static Program in(Path directory) {
        return new Program(directory, Map.of());
    }

    /** The same with a further variable. */
    public Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(directory, Map.copyOf(more));
    }

    /** Runs a command to its end. */
    public Ended run(String input, List<String> command) throws Absent {
        try {
            Path scratch = Files.createTempDirectory("program");
            Path in = Files.writeString(scratch.resolve("in"), input);
            Path out = scratch.resolve("out");
            Path err = scratch.resolve("err");
            try {
                Process process = start(command, in, out, err);
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new AssertionError(String.join(" ", command) + " did not end within " + LIMIT_MINUTES
                            + " minutes:\n" + Files.readString(out) + Files.readString(err));
                }
                return new Ended(command, process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
                Files.delete(scratch);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** Runs a command to its end without input. */
    public Ended run(String... command) throws Absent {
        return run("", List.of(command));
    }

    /** Runs a command to its end; the test is skipped with the reason where the program is absent. */
    public Ended runOrSkip(String input, List<String> command) {
        try {
            return run(input, command);
        } catch (Absent why) {
            return abort(why.getMessage());
        }
    }

    private Process start(List<String> command, Path in, Path out, Path err) throws Absent {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failed) {
            if (isOnPath(command.getFirst())) {
                throw new UncheckedIOException(failed);
            }
            throw new Absent(command.getFirst() + " is not installed: " + failed.getMessage());
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.exists(Path.of(place).resolve(program)));
    }

    /**
     * How a command ended.
     *
     * @param command its words
     * @param exit its exit code
     * @param out what it wrote to stdout
     * @param err what it wrote to stderr
     */
    public record Ended(List<String> command, int exit, String out, String err) {

        /** PrivilegeCheck success, and shows everything that was said otherwise. */
        public Ended succeeded() {
            assertThat(exit)
                    .as("%s%n--- stdout%n%s%n--- stderr%n%s", String.join(" ", command), out, err)
                    .isZero();
            return this;
        }

        /** Its output, or the reason why what it should have fetched cannot be had. */
        public String orAbsent() throws Absent {
            if (exit != 0) {
                throw new Absent(
                        String.join(" ", command) + " ended with " + exit + ": " + (err.isBlank() ? out : err).strip());
            }
            return out;
        }
    }
}

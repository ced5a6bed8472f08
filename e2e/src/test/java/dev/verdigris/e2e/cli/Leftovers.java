package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds processes that still run after the end of a test run. A variable marks the processes that inherit the
 * environment. The processes of PostgreSQL do not inherit it; the temporary directory in their command lines marks
 * them.
 */
final class Leftovers {

    private static final String VARIABLE = "VERDIGRIS_E2E_MARK";
    private static final long LIMIT_MINUTES = 4;

    private final Path temporary;

    Leftovers() throws IOException {
        temporary = Files.createTempDirectory("vt").toRealPath();
    }

    /** Starts without the class archive: the process that writes it outlives the start and is not a leftover. */
    Map<String, String> environment() {
        return Map.of(
                VARIABLE, temporary.toString(), "VERDIGRIS_JAVA_OPTS", "-Xshare:auto -Djava.io.tmpdir=" + temporary);
    }

    /** Whether this system shows the environment of processes. */
    static boolean canBeSeen() {
        return Files.isReadable(Path.of("/proc/self/environ"));
    }

    /** The command lines of all processes that carry the mark now. */
    List<String> processes() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(process -> isMarked(process, "environ") || isMarked(process, "cmdline"))
                    .map(process -> read(process.resolve("cmdline")).replace('\0', ' '))
                    .toList();
        }
    }

    private boolean isMarked(Path process, String file) {
        return read(process.resolve(file)).contains(temporary.toString());
    }

    /** PrivilegeCheck that no process stays and no file; what was asked to end may take a moment on a busy machine. */
    void demandNone() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        List<String> left = processes();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
            left = processes();
        }
        assertThat(left).as("processes that still run").isEmpty();
        assertThat(temporary).isEmptyDirectory();
        Files.delete(temporary);
    }

    /** A process may end while it is looked at. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}

package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections to servers under test, and waiting for the end of servers. */
final class Clients {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

    private Clients() {}

    static StartupProbe connect(Path socket, String password) throws IOException {
        return StartupProbe.open(socket, "mz_backend", "materialize", password, LIMIT);
    }

    static StartupProbe connect(EmbeddedPostgres postgres) throws IOException {
        return connect(postgres.socket(), postgres.password());
    }

    static void awaitEnd(ProcessHandle process) throws Exception {
        ProcessHandle ended = process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended.isAlive()).isFalse();
    }

    /** The owner of a server notices its end a moment after its processes have ended. */
    static void awaitEnd(EmbeddedPostgres postgres) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (postgres.isAlive() && System.nanoTime() < deadline) {
            pause();
        }
        assertThat(postgres.isAlive()).isFalse();
    }

    /** Watches a directory until it holds nothing. */
    static void awaitEmpty(Path directory) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!entries(directory).isEmpty() && System.nanoTime() < deadline) {
            pause();
        }
        assertThat(entries(directory)).isEmpty();
    }

    /** Watches a directory until it holds something. */
    static void awaitEntry(Path directory) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (entries(directory).isEmpty()) {
            assertThat(System.nanoTime()).as("something in " + directory).isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }

    /** The servers' run directories, below a temporary directory that only a test uses. */
    static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(path -> path.getFileName().toString().startsWith("vg-pg-"))
                    .toList();
        }
    }

    /**
     * Waits until no process has this text in its command line. The process that has removed the last file, and those
     * that it has killed, end a moment later.
     */
    static void awaitNoProcessNaming(Path path) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<ProcessHandle> left = processesNaming(path);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            pause();
            left = processesNaming(path);
        }
        assertThat(left).as("processes that name " + path).isEmpty();
    }

    /** Processes that have this text in their command lines. */
    static List<ProcessHandle> processesNaming(Path path) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(path.toString()))
                        .orElse(false))
                .toList();
    }
}

package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} that a server keeps in its data directory while it runs; a killed server leaves it
 * there.
 *
 * @param pid the server's process id
 * @param started when the server wrote the file
 */
record PostmasterFile(long pid, Instant started) {

    /**
     * The tolerated difference between the start of the process and the time in the file: clocks count seconds, and
     * machines may be slow.
     */
    private static final Duration SLACK = Duration.ofSeconds(10);

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Reads the file; empty when there is none, or one that was cut off while it was written. */
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(in(data));
            if (lines.size() < 3) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException(in(data) + " is not the work of a PostgreSQL server", e);
        }
    }

    /**
     * The server that wrote the file, if it still runs. Process ids are reused, in containers nearly always: a process
     * that started later than the file was written, or that is known to be another program, is not the server.
     */
    Optional<ProcessHandle> server() {
        return ProcessHandle.of(pid).filter(this::isServer);
    }

    private boolean isServer(ProcessHandle process) {
        boolean isOlder = process.info()
                .startInstant()
                .map(start -> !start.isAfter(started.plus(SLACK)))
                .orElse(true);
        boolean mayBePostgres = process.info()
                .command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(true);
        return process.isAlive() && isOlder && mayBePostgres;
    }
}

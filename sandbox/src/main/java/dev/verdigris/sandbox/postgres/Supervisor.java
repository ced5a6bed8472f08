package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process that runs one server and removes its run directory, even if this Java process is killed. It is a shell
 * that holds one end of a pipe; this object holds the other.
 */
final class Supervisor {

    /** A server that does not stop within this time is killed. A fast shutdown takes about a tenth of a second. */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** GRACE, what the supervisor waits after a SIGQUIT, and time to remove files. */
    static final Duration STOP_LIMIT = GRACE.plusSeconds(20);

    /** Removes the supervisor from the terminal's process group where that is possible. */
    private static final String DETACH = "if command -v setsid >/dev/null 2>&1; then export DETACHED=1; "
            + "exec setsid sh -c \"$@\"; else exec sh -c \"$@\"; fi";

    private final Process process;
    private final OutputStream lifeline;

    private Supervisor(Process process) {
        this.process = process;
        this.lifeline = process.getOutputStream();
    }

    /**
     * Starts a supervisor, which makes the run directory, copies the template if there is one, and starts the server.
     *
     * @param command the server's command line
     */
    static Supervisor start(ServerUser account, RunDirectory run, Storage storage, List<String> command)
            throws PostgresStartException {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", DETACH, "verdigris", Script.SUPERVISOR.text(), "verdigris-supervisor"));
        words.addAll(List.of(
                run.path().toString(),
                storage.log().toString(),
                storage.template().map(Path::toString).orElse(""),
                storage.data().toString(),
                Long.toString(GRACE.toSeconds())));
        words.addAll(command);
        ProcessBuilder builder = ShortCommand.builder(words).redirectErrorStream(true);
        builder.environment().put("RUN_AS", String.join(" ", account.prefix()));
        try {
            return new Supervisor(builder.start());
        } catch (IOException e) {
            throw new PostgresStartException("cannot run sh, which starting PostgreSQL needs; it must be on PATH", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the supervisor, which is the end of the server. */
    boolean ended(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The output of a supervisor that has ended; it ends with the last lines of the server's log. */
    String lastWords() {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(its log is lost: " + e + ")";
        }
    }

    /**
     * Stops the server and waits until it has ended and its files are removed. An interrupt does not cut this short.
     *
     * @return false when it is still there after {@link #STOP_LIMIT}
     */
    boolean stop() {
        try {
            lifeline.close();
        } catch (IOException e) {
            // The pipe is broken because the supervisor has ended, which is what closing it asks for.
            if (process.isAlive()) {
                throw new IllegalStateException("cannot ask the PostgreSQL server to stop", e);
            }
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (ended(Duration.ofNanos(deadline - System.nanoTime()))) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }
}

package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;

/** The macro of dbt that waits for the clusters {@code shop} and {@code serving}, with its own pause between looks. */
public final class DbtAwait {

    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private final DbtProject project;

    private DbtAwait(DbtProject project) {
        this.project = project;
    }

    /** The macro against a sandbox; empty if dbt with its Materialize adapter is not installed. */
    public static Optional<DbtAwait> find(Path directory, Sandbox sandbox) throws IOException {
        Optional<String> dbt = DbtProgram.find();
        return dbt.isEmpty()
                ? Optional.empty()
                : Optional.of(new DbtAwait(DbtProject.copyTo(directory.resolve("dbt"), dbt.get(), sandbox)));
    }

    /**
     * Waits until the macro has seen that all is ready. Returns that moment, as {@link System#nanoTime}: the end of its
     * program.
     *
     * @param log shows when the macro has looked for the first time
     * @param looking runs then
     */
    public long seen(StatementLog log, Runnable looking) {
        CompletableFuture<Program.Ended> waiting = CompletableFuture.supplyAsync(
                () -> project.run("run-operation", "deploy_await", "--args", "{lag_threshold: 1min}"));
        while (!waiting.isDone()
                && log.entries().stream()
                        .noneMatch(entry -> entry.sql().contains("mz_hydration_statuses")
                                && entry.sql().contains("lag"))) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        log.clear();
        looking.run();
        waiting.join().succeeded();
        return System.nanoTime();
    }
}

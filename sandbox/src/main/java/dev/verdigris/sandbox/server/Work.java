package dev.verdigris.sandbox.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.verdigris.sandbox.backend.SharedConnection;
import dev.verdigris.sandbox.catalog.sink.SinkCutover;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.session.core.Disturbances;
import dev.verdigris.sandbox.work.Faults;
import dev.verdigris.sandbox.work.Workforce;

/** Leads the sessions' questions about work going on to the workers: how far sinks are, which faults are asked for. */
public final class Work implements Disturbances, DialectOperations.SinkProgress {

    private static final long LOOK_UP_MILLIS = 20;

    private final Workforce workforce;
    private final SharedConnection lookup;

    /** Asks {@code workforce}; short queries go over {@code lookup}. */
    public Work(Workforce workforce, SharedConnection lookup) {
        this.workforce = workforce;
        this.lookup = lookup;
    }

    @Override
    public void beforeStatement(String sql, CancelToken cancel, Runnable beforeWaiting) {
        CompletableFuture<Void> admission = workforce.faults().admission(sql);
        if (!admission.isDone()) {
            beforeWaiting.run();
        }
        await(admission, cancel);
    }

    @Override
    public void afterStatement(String sql) {
        if (Faults.concern(sql)) {
            lookup.call(transaction -> {
                workforce.faults().reload(transaction);
                return true;
            });
        }
    }

    @Override
    public CommitFault atCommit() {
        return lookup.call(workforce.faults()::takeCommitFault)
                .map(Work::translate)
                .orElse(CommitFault.NONE);
    }

    private static CommitFault translate(Faults.CommitFault fault) {
        return switch (fault) {
            case FAIL -> CommitFault.CONFLICT;
            case DROP_BEFORE -> CommitFault.DROP_BEFORE;
            case DROP_AFTER -> CommitFault.DROP_AFTER;
        };
    }

    @Override
    public void awaitReady(SinkCutover cutover, CancelToken cancel) {
        String sink = cutover.sinkId();
        if (sink != null) {
            await(workforce.sinks().whenCaughtUp(sink), cancel);
        }
    }

    private static void await(CompletableFuture<Void> event, CancelToken cancel) {
        try {
            awaitEnd(event, cancel);
        } finally {
            // Tells whoever keeps a list of those that wait.
            event.cancel(false);
        }
    }

    private static void awaitEnd(CompletableFuture<Void> event, CancelToken cancel) {
        while (true) {
            cancel.check();
            try {
                event.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException failed) {
                throw SqlFailure.internal(String.valueOf(failed.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw SqlFailure.of("57P01", "terminating connection due to administrator command");
            }
        }
    }
}

package dev.verdigris.sandbox.work;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.fault.FaultInjection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads the catalog when it is woken, and starts the necessary work. Only this thread writes statuses,
 * hydration and lag. While nothing changes it only records lag.
 */
final class WorkScheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkScheduler.class);
    private static final long LOOK_FOR_WAITERS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final BackendConnection connection;
    private final CatalogTransaction sql;
    private final Wakeup wakeup;
    private final Hydrations hydrations;
    private final Evaluations evaluations;
    private final Generators generators;
    private final SinkStreams sinks;
    private final FaultInjection faults;
    private final long lagNanos;
    private final Thread thread;
    private volatile boolean closed;

    /** A turn failed, so the next one must repeat its work, signalled or not. */
    private boolean owed;

    private long lagDue = System.nanoTime();

    WorkScheduler(
            BackendConnection connection,
            Wakeup wakeup,
            Evaluations evaluations,
            Generators generators,
            SinkStreams sinks,
            FaultInjection faults,
            WorkSettings settings) {
        this.connection = connection;
        this.sql = connection.sql();
        this.wakeup = wakeup;
        this.evaluations = evaluations;
        this.hydrations = new Hydrations(evaluations, settings.hydrationTime(), wakeup, System::nanoTime);
        this.generators = generators;
        this.sinks = sinks;
        this.faults = faults;
        this.lagNanos = settings.lagInterval().toNanos();
        sql.execute("SET client_min_messages = warning; SET lock_timeout = '2s'");
        this.thread = new Thread(this::work, "sandbox-scheduler");
        thread.setDaemon(true);
    }

    void start() {
        wakeup.ring();
        thread.start();
    }

    private void work() {
        try {
            long due = System.nanoTime();
            while (!closed) {
                boolean rung = wakeup.await(due);
                due = turn(rung);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (BackendLost lost) {
            if (!closed) {
                LOG.error("the workers lost their connection and stop", lost);
            }
        }
    }

    /** Does the work that is due. Returns the {@link System#nanoTime()} of the next turn. */
    private long turn(boolean rung) {
        try {
            letWaitersPass();
            evaluations.insist();
            boolean progress = (rung || owed || System.nanoTime() - hydrations.nextDue() >= 0) && round();
            if (progress || System.nanoTime() - lagDue >= 0) {
                sql.execute("CALL mz_store.record_lag()");
                sql.execute("CALL mz_store.crash_again()");
                lagDue = System.nanoTime() + lagNanos;
            }
            owed = false;
            return nextTurn();
        } catch (SqlError failure) {
            LOG.warn("the workers cannot read the catalog and will retry: {}", failure.getMessage());
            owed = true;
            return System.nanoTime() + AFTER_FAILURE_NANOS;
        }
    }

    /** Repeats until a round changes nothing. */
    private boolean round() {
        boolean progress = false;
        boolean marked = true;
        while (marked) {
            sql.execute("CALL mz_store.tidy()");
            sql.execute("CALL mz_store.note_statuses()");
            faults.reload(sql);
            List<Dataflow> wanted =
                    sql.query(Dataflow.QUERY).stream().map(Dataflow::of).toList();
            marked = hydrations.update(wanted, sql);
            progress |= marked;
        }
        generators.update(sql);
        sinks.update(sql);
        return progress;
    }

    /** A session that waits for a lock of an evaluation must not wait until the evaluation ends. */
    private void letWaitersPass() {
        if (evaluations.isAnyOlderThan(LOOK_FOR_WAITERS_NANOS) || sinks.isBusyFor(LOOK_FOR_WAITERS_NANOS)) {
            List<Long> blocking = sql
                    .query("SELECT DISTINCT b FROM pg_locks l, unnest(pg_blocking_pids(l.pid)) b"
                            + " WHERE NOT l.granted")
                    .stream()
                    .map(row -> row.number(0))
                    .toList();
            evaluations.giveWay(blocking);
            sinks.giveWay(blocking);
        }
    }

    private long nextTurn() {
        long now = System.nanoTime();
        long left = Math.min(lagDue - now, hydrations.nextDue() - now);
        return now + (evaluations.isIdle() && !sinks.isBusyFor(0) ? left : Math.min(left, LOOK_FOR_WAITERS_NANOS));
    }

    @Override
    public void close() {
        closed = true;
        wakeup.ring();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}

package dev.verdigris.sandbox.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what has changed in the sinks' relations into {@code mz_store.sink_output}. One advance of a sink is one
 * transaction, so that after a stop it continues exactly where it was.
 */
public final class SinkStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkStreams.class);

    /** Checks again whether the sink runs, because it may have been stalled since the last update. */
    private static final String ADVANCE =
            "SELECT mz_store.sink_advance(sink_id) FROM mz_store.running_sink WHERE sink_id = $1";

    private static final long BEFORE_RETRY_MILLIS = 200;
    private static final long IDLE = Long.MIN_VALUE;

    private final BackendConnection connection;
    private final ScheduledExecutorService timer;
    private final long pauseMillis;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Map<String, List<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();
    private volatile Set<String> running = Set.of();
    private volatile boolean closed;
    private volatile long busySince = IDLE;

    SinkStreams(BackendConnection connection, WorkSettings settings) {
        this.connection = connection;
        this.pauseMillis = settings.sinkPause().toMillis();
        connection.sql().execute("SET client_min_messages = warning; SET lock_timeout = '1s'");
        this.timer = BackgroundWorkers.scheduler("sandbox-sinks");
    }

    /**
     * Completes when the sink has written everything that was committed before this call. It does not complete while
     * the sink is paused or stalled, nor ever after the sink was dropped, as on Materialize. A caller must be
     * able to stop waiting; it then cancels the future.
     */
    public CompletableFuture<Void> whenCaughtUp(String sinkId) {
        CompletableFuture<Void> caughtUp = new CompletableFuture<>();
        waiting.compute(sinkId, (id, others) -> {
            List<CompletableFuture<Void>> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
            all.removeIf(CompletableFuture::isDone);
            all.add(caughtUp);
            return all;
        });
        changed();
        return caughtUp;
    }

    /** Reports that data may have changed. */
    void changed() {
        schedule(pauseMillis);
    }

    /** Reads which sinks run, and writes those. */
    void update(CatalogTransaction sql) {
        Set<String> now = sql.query("SELECT sink_id FROM mz_store.running_sink").stream()
                .map(row -> row.text(0))
                .collect(Collectors.toUnmodifiableSet());
        boolean isNew = !running.containsAll(now);
        running = now;
        if (isNew || !waiting.isEmpty()) {
            changed();
        }
    }

    /** Whether one sink has been writing for longer than {@code nanos}. */
    boolean isBusyFor(long nanos) {
        long since = busySince;
        return since != IDLE && System.nanoTime() - since > nanos;
    }

    /** Cancels a write that blocks other sessions. It is retried later. */
    void giveWay(List<Long> blockingProcesses) {
        if (busySince != IDLE && blockingProcesses.contains((long) connection.processId())) {
            Evaluations.stop(connection);
        }
    }

    private void schedule(long millis) {
        if (!closed && asked.compareAndSet(false, true)) {
            timer.schedule(this::advanceAll, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void advanceAll() {
        asked.set(false);
        boolean again = false;
        for (String sinkId : running) {
            again |= !advance(sinkId);
        }
        if (again) {
            schedule(BEFORE_RETRY_MILLIS);
        }
    }

    private boolean advance(String sinkId) {
        List<CompletableFuture<Void>> waiters = waiting.getOrDefault(sinkId, List.of());
        busySince = System.nanoTime();
        try {
            boolean runs =
                    connection.sql().query(ADVANCE, sinkId).stream().anyMatch(written -> written.nullable(0) != null);
            if (!runs) {
                return true;
            }
        } catch (SqlError failure) {
            LOG.debug("sink {} cannot write and will retry: {}", sinkId, failure.getMessage());
            return false;
        } catch (BackendLost lost) {
            if (!closed) {
                LOG.error("the sinks lost their connection and stop", lost);
            }
            closed = true;
            timer.shutdown();
            return true;
        } finally {
            busySince = IDLE;
        }
        waiters.forEach(waiter -> waiter.complete(null));
        waiting.computeIfPresent(sinkId, (id, all) -> {
            List<CompletableFuture<Void>> left =
                    all.stream().filter(waiter -> !waiter.isDone()).toList();
            return left.isEmpty() ? null : left;
        });
        return true;
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        connection.close();
    }
}

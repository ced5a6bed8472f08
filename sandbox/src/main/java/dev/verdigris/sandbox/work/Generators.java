package dev.verdigris.sandbox.work;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the load generators of running sources. One tick of a source is one transaction over all its tables. A tick that
 * finds a locked table is skipped, and the next one does not catch up.
 */
final class Generators implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Generators.class);

    /** Checks again whether the source runs, because it may have been paused meanwhile. */
    private static final String TICK =
            "SELECT mz_store.generate(source_id, 1) FROM mz_store.running_source WHERE source_id = $1";

    private final BackendConnection connection;
    private final ScheduledExecutorService timer;
    private final Map<String, Schedule> schedules = new HashMap<>();
    private volatile boolean closed;

    private record Schedule(long tickMillis, ScheduledFuture<?> ticks) {}

    Generators(BackendConnection connection) {
        this.connection = connection;
        connection.sql().execute("SET client_min_messages = warning; SET lock_timeout = '1s'");
        this.timer = BackgroundWorkers.scheduler("sandbox-generators");
    }

    /** Reads which sources run, and ticks each of them at its interval. */
    void update(CatalogTransaction sql) {
        if (closed) {
            return;
        }
        Map<String, Long> running = sql.query("SELECT source_id, tick_ms FROM mz_store.running_source").stream()
                .collect(Collectors.toMap(row -> row.text(0), row -> row.number(1)));
        for (String sourceId : Set.copyOf(schedules.keySet())) {
            Schedule schedule = schedules.get(sourceId);
            if (schedule != null && !Long.valueOf(schedule.tickMillis()).equals(running.get(sourceId))) {
                schedule.ticks().cancel(false);
                schedules.remove(sourceId);
            }
        }
        running.forEach((sourceId, millis) -> schedules.computeIfAbsent(sourceId, id -> schedule(id, millis)));
    }

    private Schedule schedule(String sourceId, long millis) {
        return new Schedule(
                millis, timer.scheduleWithFixedDelay(() -> tick(sourceId), millis, millis, TimeUnit.MILLISECONDS));
    }

    private void tick(String sourceId) {
        if (closed) {
            return;
        }
        try {
            connection.sql().query(TICK, sourceId);
        } catch (SqlError failure) {
            LOG.debug("source {} skipped a tick: {}", sourceId, failure.getMessage());
        } catch (BackendLost lost) {
            if (!closed) {
                LOG.error("the generators lost their connection and stop", lost);
            }
            closed = true;
            timer.shutdown();
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        connection.close();
    }
}

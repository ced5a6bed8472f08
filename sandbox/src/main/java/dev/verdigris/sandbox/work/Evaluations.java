package dev.verdigris.sandbox.work;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.error.SqlError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes dataflows, several at once. Each runs its query. A query that blocks another session's lock request is
 * cancelled and must be submitted again.
 */
final class Evaluations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    /** The errors that are not about the query itself: cancelled, renamed meanwhile, no lock, deadlock, dropped. */
    private static final Set<String> TRANSIENT = Set.of("57014", "40001", "55P03", "40P01", "42P01", "3F000");

    private static final long BETWEEN_REQUESTS_MILLIS = 20;
    private static final int MOST_REQUESTS = 250;

    private final Supplier<BackendConnection> connections;
    private final Duration limit;
    private final ExecutorService threads;
    private final Queue<BackendConnection> idle = new ConcurrentLinkedQueue<>();
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One computation. There may be two of one dataflow: one that was cancelled and has not ended, and a new one. */
    private static final class Running {
        final Dataflow.Key key;
        final BackendConnection connection;
        final long since = System.nanoTime();
        volatile boolean unwanted;

        Running(Dataflow.Key key, BackendConnection connection) {
            this.key = key;
            this.connection = connection;
        }
    }

    Evaluations(Supplier<BackendConnection> connections, WorkSettings settings) {
        this.connections = connections;
        this.limit = settings.evaluationLimit();
        this.threads = Executors.newFixedThreadPool(settings.evaluations(), work -> {
            Thread thread = new Thread(work, "sandbox-hydration");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Computes one dataflow if it is still wanted at its turn, and then reports whether it was computed. False means
     * that it must be submitted again.
     */
    void submit(Dataflow dataflow, BooleanSupplier wanted, Consumer<Boolean> done) {
        threads.execute(() -> {
            boolean computed = false;
            try {
                computed = !closed && wanted.getAsBoolean() && computed(dataflow, wanted);
            } finally {
                done.accept(computed);
            }
        });
    }

    private boolean computed(Dataflow dataflow, BooleanSupplier wanted) {
        try {
            BackendConnection connection = idle.poll();
            if (connection == null) {
                connection = open();
            }
            boolean usable = false;
            try {
                boolean computed = computed(dataflow, connection, wanted);
                usable = !closed;
                return computed;
            } finally {
                if (usable) {
                    idle.add(connection);
                } else {
                    connection.close();
                }
            }
        } catch (SqlError | BackendLost unconnected) {
            LOG.debug("{} on {}: {}", dataflow.objectId(), dataflow.replicaId(), unconnected.getMessage());
            return false;
        }
    }

    private boolean computed(Dataflow dataflow, BackendConnection connection, BooleanSupplier wanted) {
        Running run = new Running(dataflow.key(), connection);
        running.add(run);
        try {
            // Checked again now that a cancel can find it. This check sees an earlier cancel, and a later one is seen
            // there.
            if (closed || !wanted.getAsBoolean() || run.unwanted) {
                return false;
            }
            compute(dataflow, connection);
            return true;
        } catch (SqlError failure) {
            // A query that fails by itself counts as hydrated: Materialize keeps the error as its contents.
            LOG.debug("{} on {}: {}", dataflow.objectId(), dataflow.replicaId(), failure.getMessage());
            return !isTransient(failure);
        } finally {
            running.remove(run);
        }
    }

    /** XX000 is also what the sandbox's own functions raise for users' errors, so only PostgreSQL's own words count. */
    private static boolean isTransient(SqlError failure) {
        String message = String.valueOf(failure.getMessage());
        return TRANSIENT.contains(failure.diagnostic().sqlState())
                || message.contains("cache lookup failed")
                || message.contains("tuple concurrently");
    }

    private static void compute(Dataflow dataflow, BackendConnection connection) {
        switch (dataflow.kind()) {
            case "source" -> connection.sql().query("SELECT mz_store.generate($1, 0)", dataflow.objectId());
            case "sink" -> connection.sql().query("SELECT mz_store.sink_advance($1)", dataflow.objectId());
            default -> {
                if (dataflow.relationOid() != null) {
                    connection.sql().query("SELECT mz_store.evaluate($1::oid)", dataflow.relationOid());
                }
            }
        }
    }

    private BackendConnection open() {
        BackendConnection connection = connections.get();
        try {
            connection.sql().execute("SET client_min_messages = warning; SET statement_timeout = " + limit.toMillis());
            return connection;
        } catch (RuntimeException refused) {
            connection.close();
            throw refused;
        }
    }

    /** Whether something runs for longer than {@code nanos}. */
    boolean isAnyOlderThan(long nanos) {
        long now = System.nanoTime();
        return running.stream().anyMatch(run -> now - run.since > nanos);
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    /** Cancels all computations of one dataflow. */
    void cancel(Dataflow.Key key) {
        running.stream().filter(run -> run.key.equals(key)).forEach(Evaluations::callOff);
    }

    private static void callOff(Running run) {
        run.unwanted = true;
        stop(run.connection);
    }

    /** Repeats the cancel requests, because a request that arrives before its query has no effect. */
    void insist() {
        running.stream().filter(run -> run.unwanted).forEach(run -> stop(run.connection));
    }

    /** Asks PostgreSQL to cancel a query. If the request fails, the query goes on and the caller must ask again. */
    static void stop(BackendConnection connection) {
        try {
            connection.cancel();
        } catch (BackendLost refused) {
            LOG.debug("cannot cancel a query: {}", refused.getMessage());
        }
    }

    /** Cancels computations that hold locks that other sessions wait for. */
    void giveWay(List<Long> blockingProcesses) {
        running.stream()
                .map(run -> run.connection)
                .filter(connection -> blockingProcesses.contains((long) connection.processId()))
                .forEach(Evaluations::stop);
    }

    /** A second cancel reaches a query that has just begun. A query that still does not end loses its connection. */
    private void awaitEnd() {
        try {
            for (int times = 0; times < MOST_REQUESTS && !hasEnded(); times++) {
                insist();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        running.forEach(run -> run.connection.close());
    }

    private boolean hasEnded() throws InterruptedException {
        return threads.awaitTermination(BETWEEN_REQUESTS_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Evaluations::callOff);
        threads.shutdown();
        awaitEnd();
        for (BackendConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}

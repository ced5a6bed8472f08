package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import org.jspecify.annotations.Nullable;

/** Clients that run the same query again and again, each on its own connection, until they are closed. */
final class Readers implements AutoCloseable {

    /** The pause between two reads of a client. */
    private static final Duration THINKING = Duration.ofMillis(1);

    /** The pause before a client reconnects, so that a lost server is not flooded. */
    private static final Duration RECONNECT = Duration.ofMillis(100);

    private final ConnectionSettings connection;
    private final Optional<String> cluster;
    private final String query;
    private final ReadLog log;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    private Readers(ConnectionSettings connection, Optional<String> cluster, String query, ReadLog log) {
        this.connection = connection;
        this.cluster = cluster;
        this.query = query;
        this.log = log;
    }

    /** Starts {@code count} clients that run {@code query} on {@code cluster} and log the results. */
    static Readers start(
            int count, ConnectionSettings connection, Optional<String> cluster, String query, ReadLog log) {
        Readers readers = new Readers(connection, cluster, query, log);
        for (int number = 1; number <= count; number++) {
            readers.threads.add(
                    Thread.ofPlatform().name("reader-" + number).daemon().start(readers::read));
        }
        return readers;
    }

    private void read() {
        while (!ended.get()) {
            long start = System.nanoTime();
            try (SqlSession session = SqlSession.open(connection, cluster, notice -> {})) {
                while (!ended.get()) {
                    start = System.nanoTime();
                    log.answered(cells(session.query(query)), System.nanoTime() - start);
                    LockSupport.parkNanos(THINKING.toNanos());
                }
            } catch (SqlFailure failure) {
                log.failed(failure, System.nanoTime() - start);
                LockSupport.parkNanos(RECONNECT.toNanos());
            }
        }
    }

    private static List<List<@Nullable String>> cells(Rows rows) {
        return rows.map(row -> {
            List<@Nullable String> cells = new ArrayList<>();
            for (int index = 0; index < rows.columns().size(); index++) {
                cells.add(row.at(index));
            }
            return cells;
        });
    }

    /** Ends all clients between two reads. */
    @Override
    public void close() {
        ended.set(true);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

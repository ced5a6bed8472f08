package dev.verdigris.sandbox.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.catalog.CatalogDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Workers on a test's database, and waiting for what they do. */
final class Progress implements AutoCloseable {

    private final CatalogDatabase database;
    private final Semaphore recorded = new Semaphore(0);
    private final BackgroundWorkers workers;

    Progress(CatalogDatabase database) {
        this.database = database;
        this.workers = BackgroundWorkers.start(
                () -> BackendConnection.open(database.address(), "worker"),
                WorkSettings.defaults().withLagInterval(Duration.ofMillis(50)));
        workers.addProgressListener(recorded::release);
    }

    BackgroundWorkers workers() {
        return workers;
    }

    /** Waits until the query returns these rows. Repeats it whenever the workers have recorded something. */
    void await(String query, String... rows) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!database.rows(query).equals(List.of(rows))) {
            try {
                boolean woken = recorded.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(woken).as("%s gives %s", query, database.rows(query)).isTrue();
                recorded.drainPermits();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}

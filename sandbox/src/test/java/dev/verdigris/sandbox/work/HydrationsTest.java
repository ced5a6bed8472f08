package dev.verdigris.sandbox.work;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Does the work of the scheduler step by step, with its own clock. */
@Timeout(300)
class HydrationsTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final CatalogDatabase database = CatalogDatabase.withSample();
    private final AtomicLong clock = new AtomicLong();
    private final Wakeup wakeup = new Wakeup();

    @BeforeEach
    void quiet() {
        database.sql().execute("SET client_min_messages = warning");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Evaluations evaluations(int threads) {
        return new Evaluations(
                () -> BackendConnection.open(database.address(), "evaluation"),
                new WorkSettings(
                        Duration.ZERO, Duration.ofSeconds(1), threads, Duration.ofHours(1), Duration.ofMillis(50)));
    }

    private void awaitRing() throws InterruptedException {
        assertThat(wakeup.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(120)))
                .isTrue();
    }

    /** A clock may begin at any number and overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 500_000_000})
    void thePauseDoublesWithEachFailureUpToALimit(long beginning) throws InterruptedException {
        Dataflow flow = new Dataflow("u5", "u1", "materialized-view", "1", null);
        clock.set(beginning);
        try (Evaluations unreachable = new Evaluations(
                () -> {
                    throw new BackendLost(new IOException("nobody is there"));
                },
                WorkSettings.defaults())) {
            Hydrations hydrations = new Hydrations(unreachable, Duration.ZERO, wakeup, clock::get);
            for (long pause : List.of(100L, 200L, 400L, 800L, 1600L, 1600L, 1600L)) {
                long failed = clock.get();
                assertThat(hydrations.update(List.of(flow), database.sql())).isFalse();
                awaitRing();
                assertThat(hydrations.nextDue() - failed).isEqualTo(pause * MILLI);

                // Too early: an attempt would change the time of the next one.
                clock.addAndGet(pause * MILLI - 1);
                hydrations.update(List.of(flow), database.sql());
                assertThat(hydrations.nextDue() - failed).isEqualTo(pause * MILLI);
                clock.incrementAndGet();
            }
        }
    }

    @Test
    void anObjectReleasedWhileThreadsAreBusyIsEvaluatedOnce() throws InterruptedException {
        database.sql()
                .execute("GRANT EXECUTE ON FUNCTION pg_sleep(double precision), nextval(regclass) TO mz_evaluator;"
                        + " CREATE SEQUENCE computed; GRANT USAGE ON SEQUENCE computed TO mz_evaluator;"
                        + " CREATE VIEW endless AS SELECT pg_sleep(3600) IS NULL AS never;"
                        + " CREATE VIEW counted AS SELECT nextval('computed') AS n");
        List<Dataflow> busy = List.of(view("u6", "endless"), view("u7", "endless"), view("u11", "endless"));
        Dataflow late = view("u5", "counted");
        List<Dataflow> all = List.of(busy.get(0), busy.get(1), busy.get(2), late);
        try (Evaluations evaluations = evaluations(busy.size())) {
            Hydrations hydrations = new Hydrations(evaluations, Duration.ZERO, wakeup, clock::get);
            hydrations.update(busy, database.sql());
            awaitAsleep(busy.size());
            hydrations.update(all, database.sql());
            hydrations.update(busy, database.sql());
            hydrations.update(all, database.sql());

            // The busy ones are dropped.
            while (!hydrations.update(List.of(late), database.sql())) {
                awaitRing();
            }

            assertThat(database.rows("SELECT hydrated FROM mz_store.hydration WHERE object_id = 'u5'"))
                    .containsExactly("t");
            assertThat(database.rows("SELECT last_value, is_called FROM computed"))
                    .containsExactly("1|t");
        }
    }

    private Dataflow view(String objectId, String name) {
        String oid = database.rows("SELECT '" + name + "'::regclass::oid").get(0);
        return new Dataflow(objectId, "u1", "materialized-view", oid, null);
    }

    /** Each check is a query. */
    private void awaitAsleep(int count) {
        String query =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        String last = database.rows(query).get(0);
        while (!last.equals(Integer.toString(count)) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            last = database.rows(query).get(0);
        }
        assertThat(last).isEqualTo(Integer.toString(count));
    }
}

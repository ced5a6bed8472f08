package dev.verdigris.sandbox.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.error.SqlError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Computations that never end by themselves and keep their threads busy: how they end, and what is left. */
@Timeout(300)
class EvaluationsTest {

    private static final String OURS =
            "FROM pg_stat_activity WHERE application_name = 'evaluation' AND datname = current_database()";

    private static CatalogDatabase database;

    private Evaluations evaluations = new Evaluations(EvaluationsTest::open, settings(2));

    @BeforeAll
    static void makeDatabase() {
        database = CatalogDatabase.withSample();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void makeViews() {
        database.sql()
                .execute("SET client_min_messages = warning;"
                        + " DROP VIEW IF EXISTS endless, counted, wrong; DROP SEQUENCE IF EXISTS computed;"
                        + " GRANT EXECUTE ON FUNCTION pg_sleep(double precision), nextval(regclass) TO mz_evaluator;"
                        + " CREATE SEQUENCE computed; GRANT USAGE ON SEQUENCE computed TO mz_evaluator;"
                        + " CREATE VIEW endless AS SELECT pg_sleep(3600) IS NULL AS never;"
                        + " CREATE VIEW counted AS SELECT nextval('computed') AS n");
    }

    @AfterEach
    void close() {
        evaluations.close();
    }

    private static WorkSettings settings(int threads) {
        return new WorkSettings(
                Duration.ZERO, Duration.ofSeconds(1), threads, Duration.ofHours(1), Duration.ofMillis(50));
    }

    private static BackendConnection open() {
        return BackendConnection.open(database.address(), "evaluation");
    }

    private static Dataflow view(String name) {
        String oid = database.rows("SELECT '" + name + "'::regclass::oid").get(0);
        return new Dataflow(name, "u1", "materialized-view", oid, null);
    }

    private CompletableFuture<Boolean> submit(String view, BooleanSupplier wanted) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        evaluations.submit(view(view), wanted, done::complete);
        return done;
    }

    private static boolean end(CompletableFuture<Boolean> done) throws Exception {
        return done.get(120, TimeUnit.SECONDS);
    }

    /** Each check is a query. */
    private static void await(String query, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        String last = database.rows(query).get(0);
        while (!last.equals(Integer.toString(count)) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            last = database.rows(query).get(0);
        }
        assertThat(last).as(query).isEqualTo(Integer.toString(count));
    }

    private static void awaitAsleep(int count) {
        await("SELECT count(*) " + OURS + " AND wait_event = 'PgSleep'", count);
    }

    private static void awaitConnections(int count) {
        await("SELECT count(*) " + OURS, count);
    }

    @Test
    void cancellingReachesEveryComputationOfAnObject() throws Exception {
        CompletableFuture<Boolean> old = submit("endless", () -> true);
        CompletableFuture<Boolean> anew = submit("endless", () -> true);
        awaitAsleep(2);

        evaluations.cancel(view("endless").key());

        assertThat(end(old)).isFalse();
        assertThat(end(anew)).isFalse();
    }

    @Test
    void anEvaluationCancelledBeforeItsStartDoesNotRun() throws Exception {
        Dataflow.Key key = view("endless").key();
        CompletableFuture<Boolean> done = submit("endless", () -> {
            evaluations.cancel(key);
            return true;
        });

        assertThat(end(done)).isFalse();
    }

    @Test
    void anEvaluationNoLongerWantedDoesNotRun() throws Exception {
        CompletableFuture<Boolean> first = submit("endless", () -> true);
        CompletableFuture<Boolean> second = submit("endless", () -> true);
        awaitAsleep(2);
        AtomicBoolean wanted = new AtomicBoolean(true);
        CompletableFuture<Boolean> queued = submit("counted", wanted::get);
        wanted.set(false);
        CompletableFuture<Boolean> again = submit("counted", () -> true);

        evaluations.cancel(view("endless").key());

        assertThat(end(first)).isFalse();
        assertThat(end(second)).isFalse();
        assertThat(end(queued)).isFalse();
        assertThat(end(again)).isTrue();
        assertThat(database.rows("SELECT last_value, is_called FROM computed")).containsExactly("1|t");
    }

    /** Such a refusal once ended the scheduler, and with it all background work. */
    @Test
    void aRefusedCancelRequestIsRepeated(@TempDir Path folder) throws Exception {
        evaluations.close();
        BackendAddress address = database.address();
        Path door = Files.createSymbolicLink(folder.resolve("door"), address.socket());
        BackendAddress throughDoor = new BackendAddress(door, address.user(), address.password(), address.database());
        evaluations = new Evaluations(() -> BackendConnection.open(throughDoor, "evaluation"), settings(1));
        CompletableFuture<Boolean> done = submit("endless", () -> true);
        awaitAsleep(1);

        Files.delete(door);
        evaluations.cancel(view("endless").key());
        assertThat(done).isNotDone();

        Files.createSymbolicLink(door, address.socket());
        evaluations.insist();
        assertThat(end(done)).isFalse();
    }

    @Test
    void closingEndsAllEvaluationsAndConnections() throws Exception {
        CompletableFuture<Boolean> first = submit("endless", () -> true);
        CompletableFuture<Boolean> second = submit("endless", () -> true);
        CompletableFuture<Boolean> queued = submit("endless", () -> true);
        awaitAsleep(2);

        evaluations.close();

        assertThat(end(first)).isFalse();
        assertThat(end(second)).isFalse();
        assertThat(end(queued)).isFalse();
        awaitConnections(0);
    }

    @Test
    void aConnectionThatCannotBeSetUpIsNotLeftOpen() throws Exception {
        evaluations.close();
        evaluations = new Evaluations(
                () -> {
                    BackendConnection connection = open();
                    connection.sql().execute("BEGIN");
                    assertThatThrownBy(() -> connection.sql().query("SELECT 1 / 0"))
                            .isInstanceOf(SqlError.class);
                    return connection;
                },
                settings(1));

        assertThat(end(submit("counted", () -> true))).isFalse();

        awaitConnections(0);
    }

    @Test
    void aUsersErrorIsTheResult() throws Exception {
        database.sql()
                .execute("CREATE VIEW wrong AS SELECT mz_catalog.has_cluster_privilege('nope', 'r', 'USAGE') AS may");
        assertThatThrownBy(() -> database.sql().query("SELECT * FROM wrong"))
                .isInstanceOfSatisfying(
                        SqlError.class,
                        failure -> assertThat(failure.diagnostic().sqlState()).isEqualTo("XX000"));

        assertThat(end(submit("wrong", () -> true))).isTrue();
    }
}

package dev.verdigris.sandbox.work;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.fault.FaultInjection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A worker's statement during another open transaction. No workers run. The test executes their statements on its own
 * connection, at the critical moment.
 */
@Timeout(300)
class TurnsTest {

    private final CatalogDatabase database = CatalogDatabase.withSample();
    private final CatalogTransaction sql = database.sql();
    private final BackendConnection worker = BackendConnection.open(database.address(), "worker");
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @BeforeEach
    void quiet() {
        sql.execute("SET client_min_messages = warning");
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        worker.close();
        database.close();
    }

    /** The worker's statement begins during the open transaction and ends after its commit. */
    private @Nullable String whileOpen(String workersStatement) throws Exception {
        Future<List<CatalogTransaction.Row>> answer =
                thread.submit(() -> worker.sql().query(workersStatement));
        String isWaiting = "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = " + worker.processId();
        while (!answer.isDone() && !database.rows(isWaiting).equals(List.of("t"))) {
            // Each check is a query.
            Thread.onSpinWait();
        }
        sql.execute("COMMIT");
        return answer.get(240, TimeUnit.SECONDS).stream()
                .findFirst()
                .map(row -> row.nullable(0))
                .orElse(null);
    }

    private List<String> told() {
        return database.rows("SELECT value ->> 'word', diff FROM mz_sandbox.sink_output ORDER BY seq");
    }

    private void beginCutOver() {
        sql.execute("CREATE TABLE other (word text); INSERT INTO other VALUES ('there already')");
        sql.execute("BEGIN;"
                + "INSERT INTO mz_store.item (id, oid, schema_id, name, kind, owner_id, relation_oid, create_template)"
                + " VALUES ('u21', 30021, 'u3', 'other', 'table', 'u1', 'other'::regclass, '');"
                + "UPDATE mz_store.item SET details = details || '{\"from_id\": \"u21\"}' WHERE id = 'u8';"
                + "SELECT mz_store.sink_cut_over('u8')");
    }

    @Test
    void nothingOfTheOldRelationIsWrittenAfterTheCutOver() throws Exception {
        sql.execute("INSERT INTO plain VALUES ('before')");
        sql.query("SELECT mz_store.sink_advance('u8')");
        beginCutOver();

        assertThat(whileOpen("SELECT mz_store.sink_advance('u8')")).isEqualTo("0");

        sql.execute("INSERT INTO plain VALUES ('unseen'); INSERT INTO other VALUES ('after')");
        sql.query("SELECT mz_store.sink_advance('u8')");
        assertThat(told()).containsExactly("before|1", "after|1");
    }

    @Test
    void aCutOverBeforeTheFirstWriteSkipsBothSnapshots() throws Exception {
        sql.execute("INSERT INTO plain VALUES ('before')");
        beginCutOver();

        assertThat(whileOpen("SELECT mz_store.sink_advance('u8')")).isEqualTo("0");

        sql.execute("INSERT INTO other VALUES ('after')");
        sql.query("SELECT mz_store.sink_advance('u8')");
        assertThat(told()).containsExactly("after|1");
    }

    @Test
    void aStalledSinkWritesNothing() throws Exception {
        sql.execute("BEGIN; SELECT mz_sandbox.stall('words sink'); INSERT INTO plain VALUES ('too late')");

        assertThat(whileOpen("SELECT mz_store.sink_advance('u8')")).isNull();
        assertThat(told()).isEmpty();
    }

    @Test
    void aStalledSourceDoesNotTick() throws Exception {
        sql.query("SELECT mz_store.generate('u1', 0)");
        sql.execute("BEGIN; SELECT mz_sandbox.stall('auction')");

        assertThat(whileOpen("SELECT mz_store.generate('u1', 1)")).isEqualTo("0");
        assertThat(database.rows("SELECT tick FROM mz_store.generator")).containsExactly("10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crash_loop_replica('quick.start', 'r1')",
                "hold_hydration('mv')",
                "hold_hydration('quick.start')",
                "hold_hydration('*')",
                "stall('mv')"
            })
    void aHeldObjectDoesNotBecomeHydrated(String fault) throws Exception {
        sql.execute("BEGIN; SELECT mz_sandbox." + fault);

        whileOpen("SELECT mz_store.mark_hydrated('u5', 'u1', interval '1 second')");

        assertThat(database.rows("SELECT object_id FROM mz_store.hydration")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heal_replica('quick.start', 'r1')", "reset()"})
    void aHealedReplicaDoesNotDieAgain(String call) throws Exception {
        sql.query("SELECT mz_sandbox.crash_loop_replica('quick.start', 'r1')");
        sql.execute("UPDATE mz_store.replica_status_history SET occurred_at = occurred_at - interval '20 seconds'");
        sql.execute("BEGIN; SELECT mz_sandbox." + call);

        whileOpen("CALL mz_store.crash_again()");

        assertThat(database.rows("SELECT status FROM mz_internal.mz_cluster_replica_statuses"))
                .containsExactly("online");
    }

    @Test
    void aCrashLoopRepeatsAfterTenSeconds() {
        // In one message, so that the test itself cannot take those ten seconds.
        sql.execute("SELECT mz_sandbox.crash_loop_replica('quick.start', 'r1'); CALL mz_store.crash_again()");
        String events = "SELECT status, reason FROM mz_internal.mz_cluster_replica_status_history ORDER BY occurred_at";
        List<String> three = List.of(
                "online|-", "offline|oom-killed", "online|-", "offline|oom-killed", "online|-", "offline|oom-killed");
        assertThat(database.rows(events)).isEqualTo(three);
        assertThat(database.rows("SELECT status, reason FROM mz_internal.mz_cluster_replica_statuses"))
                .containsExactly("offline|oom-killed");

        sql.execute("UPDATE mz_store.replica_status_history SET occurred_at = occurred_at - interval '10 seconds'");
        sql.execute("CALL mz_store.crash_again()");
        assertThat(database.rows(events)).hasSize(8).startsWith(three.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT mz_store.evaluate(4294967295)", "SELECT mz_store.relation_rows(4294967295)"})
    void aDroppedRelationIsNotReadAsEmpty(String statement) {
        assertThatThrownBy(() -> sql.query(statement)).hasMessage("40001: relation 4294967295 was dropped meanwhile");
    }

    @Test
    void anOlderReadingOfTheFaultsDoesNotReplaceANewerOne() throws Exception {
        FaultInjection faults = new FaultInjection();
        CountDownLatch hasRead = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CatalogTransaction slow = new CatalogTransaction() {
            @Override
            public List<Row> query(String text, @Nullable Object... parameters) {
                List<Row> rows = worker.sql().query(text, parameters);
                hasRead.countDown();
                goOn.join();
                return rows;
            }

            @Override
            public long execute(String text, @Nullable Object... parameters) {
                return worker.sql().execute(text, parameters);
            }
        };
        Future<?> older = thread.submit(() -> faults.reload(slow));
        assertThat(hasRead.await(240, TimeUnit.SECONDS)).isTrue();
        sql.query("SELECT mz_sandbox.fail_next_commit()");
        Thread newer = new Thread(() -> faults.reload(sql));
        newer.start();
        while (newer.isAlive() && newer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.complete(null);
        older.get(240, TimeUnit.SECONDS);
        newer.join();

        assertThat(faults.takeCommitFault(sql)).contains(FaultInjection.CommitFault.CONFLICT);
    }
}

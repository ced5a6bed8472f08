package dev.verdigris.sandbox.work;

import java.util.concurrent.CompletableFuture;

import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.fault.FaultInjection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(300)
class BackgroundWorkersTest {

    private static final String HYDRATED =
            "SELECT object_id FROM mz_internal.mz_hydration_statuses WHERE hydrated AND object_id LIKE 'u%' ORDER BY 1";

    private final CatalogDatabase database = CatalogDatabase.withSample();
    private Progress progress;
    private BackgroundWorkers workers;

    @BeforeEach
    void start() {
        database.sql().execute("SET client_min_messages = warning");
    }

    @AfterEach
    void close() {
        if (progress != null) {
            progress.close();
        }
        database.close();
    }

    private void startWorkers() {
        progress = new Progress(database);
        workers = progress.workers();
    }

    private void await(String query, String... rows) {
        progress.await(query, rows);
    }

    @Test
    void hydratesEverythingThatHasAReplica() {
        startWorkers();

        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");
        assertThat(database.rows("SELECT count(*) FROM mz_internal.mz_compute_hydration_statuses"
                        + " WHERE object_id LIKE 'u%' AND hydrated AND hydration_time > interval '0'"))
                .containsExactly("4");
        assertThat(database.rows("SELECT replica_id, status FROM mz_internal.mz_cluster_replica_statuses"))
                .containsExactly("u1|online");
        await(
                "SELECT status FROM mz_internal.mz_source_statuses UNION SELECT status FROM mz_internal.mz_sink_statuses",
                "running");
        assertThat(database.rows(
                        "SELECT hydrated, replica_id FROM mz_internal.mz_hydration_statuses WHERE object_id = 'u9'"))
                .containsExactly("f|-");
    }

    @Test
    void recordsNullLagForUnreadableAndZeroForReadable() {
        startWorkers();

        await(
                "SELECT object_id, lag FROM mz_internal.mz_wallclock_global_lag WHERE object_id IN ('u5', 'u7', 'u9', 'u6') ORDER BY 1",
                "u5|00:00:00",
                "u6|00:00:00",
                "u7|00:00:00",
                "u9|-");
        database.sql().query("SELECT mz_sandbox.set_lag('mv', interval '90 seconds')");
        await("SELECT lag FROM mz_internal.mz_wallclock_global_lag WHERE object_id = 'u5'", "00:01:30");
        assertThat(
                        database.rows(
                                "SELECT local_lag >= interval '80 seconds' FROM mz_internal.mz_materialization_lag WHERE object_id = 'u5'"))
                .containsExactly("t");
    }

    @Test
    void hydratesNothingBeforeItsInputs() {
        database.sql().query("SELECT mz_sandbox.hold_hydration('auction')");
        startWorkers();

        await(HYDRATED, "u11", "u6", "u8");
        database.sql().query("SELECT mz_sandbox.release_hydration('auction')");
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");
    }

    @Test
    void takesAtLeastTheTimeThatIsAskedFor() {
        database.sql().query("SELECT mz_sandbox.set_hydration_time('public.mv', interval '700 milliseconds')");
        startWorkers();

        await("SELECT hydrated FROM mz_internal.mz_hydration_statuses WHERE object_id = 'u5'", "t");
        assertThat(database.rows(
                        "SELECT hydration_time >= interval '700 milliseconds' FROM mz_internal.mz_compute_hydration_statuses"
                                + " WHERE object_id = 'u5'"))
                .containsExactly("t");
    }

    @Test
    void keepsFrontiersAndPausesWhenTheLastReplicaGoes() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        database.sql().execute("DELETE FROM mz_store.replica WHERE id = 'u1'");

        await(
                "SELECT id, status FROM mz_internal.mz_source_statuses WHERE id = 'u1' UNION ALL"
                        + " SELECT id, status FROM mz_internal.mz_sink_statuses ORDER BY id",
                "u1|paused",
                "u8|paused");
        assertThat(database.rows("SELECT object_id, replica_id, hydrated FROM mz_internal.mz_hydration_statuses"
                        + " WHERE object_id LIKE 'u%' ORDER BY 1"))
                .containsExactly("u1|-|f", "u11|-|f", "u5|-|f", "u6|-|f", "u7|-|f", "u9|-|f");
        await("SELECT lag >= interval '1 second' FROM mz_internal.mz_wallclock_global_lag WHERE object_id = 'u5'", "t");
        assertThat(database.rows("SELECT details FROM mz_internal.mz_sink_statuses"))
                .containsExactly("{\"hints\": [\"There is currently no replica running this sink\"]}");
        assertThat(database.rows("SELECT write_frontier FROM mz_internal.mz_frontiers WHERE object_id = 'u6'"))
                .containsExactly("-");
    }

    @Test
    void fillsAllTablesOfASourceFromOneGenerator() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        await("SELECT count(*) > 100 FROM bids", "t");
        assertThat(database.rows("SELECT (SELECT count(*) FROM bids) = 10 * (SELECT count(*) FROM auctions),"
                        + " (SELECT count(*) FROM bids WHERE auction_id NOT IN (SELECT id FROM auctions)),"
                        + " (SELECT count(DISTINCT id) FROM bids) = (SELECT count(*) FROM bids)"))
                .containsExactly("t|0|t");
        assertThat(database.rows(
                        "SELECT snapshot_committed, updates_committed > 0 FROM mz_internal.mz_source_statistics"))
                .containsExactly("t|t");
    }

    @Test
    void stopsTickingWhileStalled() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        database.sql().query("SELECT mz_sandbox.stall('auction', 'no luck')");
        await("SELECT status, error FROM mz_internal.mz_source_statuses WHERE id = 'u1'", "stalled|no luck");
        await("SELECT lag >= interval '1 second' FROM mz_internal.mz_wallclock_global_lag WHERE object_id = 'u2'", "t");
        database.sql().query("SELECT mz_sandbox.resume('auction')");
        await("SELECT status FROM mz_internal.mz_source_statuses WHERE id = 'u1'", "running");
        await("SELECT lag FROM mz_internal.mz_wallclock_global_lag WHERE object_id = 'u2'", "00:00:00");
    }

    @Test
    void writesASinksSnapshotAndThenEveryChange() {
        database.sql().execute("INSERT INTO plain VALUES ('early'), ('early')");
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        database.sql()
                .execute("INSERT INTO plain VALUES ('late \"quoted\" 🦉'); DELETE FROM plain WHERE word = 'early'");
        workers.sinks().whenCaughtUp("u8").join();

        assertThat(database.rows("SELECT sink, key, value, diff FROM mz_sandbox.sink_output ORDER BY seq"))
                .containsExactly(
                        "words sink|{\"word\": \"early\"}|{\"word\": \"early\"}|2",
                        "words sink|{\"word\": \"early\"}|{\"word\": \"early\"}|-2",
                        "words sink|{\"word\": \"late \\\"quoted\\\" 🦉\"}|{\"word\": \"late \\\"quoted\\\" 🦉\"}|1");
    }

    @Test
    void writesChangesWithoutARequest() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        database.sql().execute("INSERT INTO plain VALUES ('pushed')");

        await("SELECT value FROM mz_sandbox.sink_output", "{\"word\": \"pushed\"}");
    }

    @Test
    void emitsNoSnapshotAfterACutOver() {
        database.sql().execute("INSERT INTO plain VALUES ('before')");
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        database.sql().execute("CREATE TABLE other (word text); INSERT INTO other VALUES ('there already')");
        database.sql()
                .execute(
                        "BEGIN;"
                                + "INSERT INTO mz_store.item (id, oid, schema_id, name, kind, owner_id, relation_oid, create_template)"
                                + " VALUES ('u21', 30021, 'u3', 'other', 'table', 'u1', 'other'::regclass, '');"
                                + "UPDATE mz_store.dependency SET referenced_id = 'u21' WHERE object_id = 'u8';"
                                + "UPDATE mz_store.item SET details = details || '{\"from_id\": \"u21\"}' WHERE id = 'u8';"
                                + "SELECT mz_store.sink_cut_over('u8'); INSERT INTO other VALUES ('with the cut-over'); COMMIT");
        database.sql().execute("INSERT INTO plain VALUES ('unseen')");
        workers.sinks().whenCaughtUp("u8").join();

        assertThat(database.rows("SELECT value ->> 'word' FROM mz_sandbox.sink_output ORDER BY seq"))
                .containsExactly("before", "with the cut-over");
    }

    @Test
    void doesNotCatchUpASinkThatIsStalled() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");
        database.sql().query("SELECT mz_sandbox.stall('words sink')");
        await("SELECT status FROM mz_internal.mz_sink_statuses", "stalled");

        CompletableFuture<Void> caughtUp = workers.sinks().whenCaughtUp("u8");
        await("SELECT lag >= interval '1 second' FROM mz_internal.mz_wallclock_global_lag WHERE object_id = 'u8'", "t");
        assertThat(caughtUp).isNotDone();

        database.sql().query("SELECT mz_sandbox.resume('words sink')");
        caughtUp.join();
    }

    @Test
    void makesNoProgressOnAReplicaInACrashLoop() {
        startWorkers();
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");

        // The workers repeat the crash after ten seconds, but not before this is committed.
        database.sql().execute("BEGIN; SELECT mz_sandbox.crash_loop_replica('quick.start', 'r1')");
        assertThat(
                        database.rows(
                                "SELECT count(*) FROM mz_internal.mz_cluster_replica_status_history WHERE reason = 'oom-killed'"))
                .containsExactly("3");
        database.sql().execute("COMMIT");
        assertThat(database.rows(HYDRATED)).isEmpty();
        await("SELECT status FROM mz_internal.mz_source_statuses WHERE id = 'u1'", "starting");

        database.sql().query("SELECT mz_sandbox.heal_replica('quick.start', 'r1')");
        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");
        assertThat(database.rows("SELECT status FROM mz_internal.mz_cluster_replica_statuses"))
                .containsExactly("online");
    }

    @Test
    void cancelsAnEvaluationThatBlocksAnotherSession() {
        database.sql()
                .execute("GRANT EXECUTE ON FUNCTION pg_sleep(double precision) TO mz_evaluator;"
                        + " CREATE OR REPLACE VIEW words AS SELECT word FROM plain WHERE pg_sleep(3600) IS NOT NULL;"
                        + " INSERT INTO plain VALUES ('slow')");
        startWorkers();
        await(HYDRATED, "u1", "u5", "u6", "u7");
        await(
                "SELECT count(*) FROM pg_locks WHERE relation = 'words'::regclass AND granted AND pid <> pg_backend_pid()",
                "1");

        database.sql()
                .execute("DELETE FROM mz_store.item WHERE id IN ('u8', 'u11'); DROP VIEW words; DROP TABLE plain");

        assertThat(database.rows("SELECT to_regclass('words'), to_regclass('plain')"))
                .containsExactly("-|-");
    }

    @Test
    void evaluatesUserQueriesWithoutServerRights() {
        database.sql()
                .execute("CREATE OR REPLACE VIEW words AS SELECT ('PG_VERSION'::text).pg_read_file AS word FROM plain;"
                        + " INSERT INTO plain VALUES ('one')");

        assertThatThrownBy(() -> database.sql().query("SELECT mz_store.evaluate('words'::regclass)"))
                .hasMessageContaining("permission denied for function pg_read_file");
        assertThatThrownBy(() -> database.sql().query("SELECT * FROM mz_store.relation_rows('words'::regclass)"))
                .hasMessageContaining("permission denied for function pg_read_file");
    }

    @Test
    void anErrorOfTheQueryDoesNotPreventHydration() {
        database.sql()
                .execute("CREATE OR REPLACE VIEW words AS"
                        + " SELECT mz_catalog.has_cluster_privilege('nope', 'r', 'USAGE')::text AS word");
        startWorkers();

        await(HYDRATED, "u1", "u11", "u5", "u6", "u7", "u8");
    }

    @Test
    void takesACommitFaultOnce() {
        startWorkers();
        database.sql().query("SELECT mz_sandbox.fail_next_commit()");
        workers.faults().reload(database.sql());

        assertThat(workers.faults().takeCommitFault(database.sql())).contains(FaultInjection.CommitFault.CONFLICT);
        assertThat(workers.faults().takeCommitFault(database.sql())).isEmpty();
    }

    @Test
    void holdsStatementsUntilTheyAreReleased() {
        startWorkers();
        database.sql().query("SELECT mz_sandbox.hold_statements('swap with')");
        workers.faults().reload(database.sql());

        CompletableFuture<Void> swap = workers.faults().permission("ALTER SCHEMA a SWAP WITH b");
        assertThat(workers.faults().permission("SELECT 1")).isCompleted();
        assertThat(swap).isNotDone();

        database.sql().query("SELECT mz_sandbox.release_statements()");
        swap.join();
    }

    @Test
    void refusesFaultsForUnknownNames() {
        assertThatThrownBy(() -> database.sql().query("SELECT mz_sandbox.hold_hydration('nobody')"))
                .hasMessage("42704: no cluster and no object is named nobody");
    }
}

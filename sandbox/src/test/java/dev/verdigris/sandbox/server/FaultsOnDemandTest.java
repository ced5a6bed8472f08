package dev.verdigris.sandbox.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxInternals;
import dev.verdigris.sandbox.SqlClient;
import dev.verdigris.sandbox.backend.BackendConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every row of docs/sandbox-faults.md over pgjdbc: the fault's effect, and its end. To show that something does not
 * happen, a test waits for a later request for another object to succeed.
 */
class FaultsOnDemandTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs/sandbox-faults.md");
    private static final Pattern CALL = Pattern.compile("`([a-z_]+)\\(");

    private static Sandbox sandbox;
    private static SqlClient sql;

    /** One fault, from its beginning to its end. */
    private interface Scenario {
        void play() throws Exception;
    }

    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("hold_hydration", FaultsOnDemandTest::whatIsHeldDoesNotHydrate);
        SCENARIOS.put("set_hydration_time", FaultsOnDemandTest::hydrationTakesItsTime);
        SCENARIOS.put("rehydrate", FaultsOnDemandTest::whatIsHydratedIsComputedAnew);
        SCENARIOS.put("set_lag", FaultsOnDemandTest::lagIsReported);
        SCENARIOS.put("hold_replicas", FaultsOnDemandTest::aReplicaNeverComesUp);
        SCENARIOS.put("crash_loop_replica", FaultsOnDemandTest::aReplicaDiesAgainAndAgain);
        SCENARIOS.put("remove_replica", FaultsOnDemandTest::aReplicaGoesAndItsHistoryStays);
        SCENARIOS.put("stall", FaultsOnDemandTest::sourcesSinksAndViewsStandStill);
        SCENARIOS.put("fail_next_commit", FaultsOnDemandTest::theNextCommitFailsOnce);
        SCENARIOS.put("drop_connection_at_commit", FaultsOnDemandTest::theConnectionBreaksAtTheNextCommit);
        SCENARIOS.put("hold_statements", FaultsOnDemandTest::statementsAreHeld);
        SCENARIOS.put("delay_statements", FaultsOnDemandTest::statementsAreDelayed);
        SCENARIOS.put("reset", FaultsOnDemandTest::everyFaultEnds);
    }

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults().withLagInterval(Duration.ofMillis(50)));
        sql = client();
        sql.run(
                "CREATE TABLE t (word text)",
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE SCHEMA one",
                "CREATE SCHEMA two");
    }

    @AfterAll
    static void stop() throws SQLException {
        sql.close();
        sandbox.close();
    }

    private static SqlClient client() throws SQLException {
        return SqlClient.connect(sandbox.internalJdbcUrl());
    }

    /** A row of the page's table: its first call, and all calls in it. */
    private record Row(String call, List<String> all) {
        static Row of(String line) {
            List<String> calls = CALL.matcher(line)
                    .results()
                    .map(MatchResult::group)
                    .map(text -> text.substring(1, text.length() - 1))
                    .toList();
            return new Row(calls.get(0), calls);
        }
    }

    private static List<Row> rows() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(Row::of)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfThePage() throws Exception {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.call(), () -> play(row)));
    }

    private static void play(Row row) throws Exception {
        Scenario scenario = SCENARIOS.get(row.call());
        assertThat(scenario).as("a scenario of " + row.call()).isNotNull();
        sandbox.endFaults();
        sandbox.statementLog().clear();
        scenario.play();
        String sent = sandbox.statementLog().entries().stream()
                .map(entry -> entry.sql())
                .collect(Collectors.joining("\n"));
        assertThat(row.all())
                .allSatisfy(call -> assertThat(sent).as("played calls").contains("mz_sandbox." + call + "("));
    }

    @Test
    void thePageNamesEveryFunction() throws Exception {
        TreeSet<String> named = new TreeSet<>();
        rows().forEach(row -> named.addAll(row.all()));
        try (BackendConnection backend = SandboxInternals.openBackend(sandbox)) {
            assertThat(backend.sql()
                            .query(
                                    "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'mz_sandbox'::regnamespace"
                                            + " ORDER BY 1"))
                    .extracting(row -> row.text(0))
                    .containsExactlyElementsOf(named);
        }
        assertThat(rows()).extracting(Row::call).containsExactlyElementsOf(SCENARIOS.keySet());
    }

    private static String hydrated(String name) {
        return "SELECT h.hydrated FROM mz_internal.mz_hydration_statuses h"
                + " JOIN mz_catalog.mz_objects o ON o.id = h.object_id WHERE o.name = '" + name + "'";
    }

    private static String lag(String name, String condition) {
        return "SELECT l.lag " + condition + " FROM mz_internal.mz_wallclock_global_lag l"
                + " JOIN mz_catalog.mz_objects o ON o.id = l.object_id WHERE o.name = '" + name + "'";
    }

    private static String replicaStatus(String cluster) {
        return "SELECT s.status, s.reason FROM mz_internal.mz_cluster_replica_statuses s"
                + " JOIN mz_catalog.mz_cluster_replicas r ON r.id = s.replica_id"
                + " JOIN mz_catalog.mz_clusters c ON c.id = r.cluster_id WHERE c.name = '" + cluster + "'";
    }

    private static void makeView(String name, String cluster) throws SQLException {
        sql.run("CREATE MATERIALIZED VIEW " + name + " IN CLUSTER " + cluster + " AS SELECT count(*) AS n FROM t");
    }

    private static void makeCluster(String name) throws SQLException {
        sql.run("CREATE CLUSTER " + name + " (SIZE '25cc')");
    }

    private static void otherViewHydrates(String name) throws SQLException {
        makeView(name, "quickstart");
        sql.await(hydrated(name), "t");
    }

    private static void whatIsHeldDoesNotHydrate() throws SQLException {
        makeCluster("holding");
        sql.fault("hold_hydration('holding')");
        makeView("held", "holding");
        otherViewHydrates("not_held");
        assertThat(sql.rows(hydrated("held"))).containsExactly("f");
        sql.fault("release_hydration('holding')");
        sql.await(hydrated("held"), "t");
    }

    private static void hydrationTakesItsTime() throws SQLException {
        // A running computation may end before the fault is seen.
        otherViewHydrates("slow");
        sql.fault("set_hydration_time('public.slow', interval '200 milliseconds')");
        sql.fault("rehydrate('slow')");
        sql.await(hydrated("slow"), "t");
        assertThat(sql.rows("SELECT t.time_ns >= 200000000 FROM mz_internal.mz_compute_hydration_times t"
                        + " JOIN mz_catalog.mz_objects o ON o.id = t.object_id WHERE o.name = 'slow'"))
                .containsExactly("t");

        sql.fault("set_hydration_time('slow', interval '1 hour')");
        sql.fault("rehydrate('slow')");
        otherViewHydrates("not_slow");
        assertThat(sql.rows(hydrated("slow"))).containsExactly("f");
        sql.fault("clear_hydration_time('slow')");
        sql.await(hydrated("slow"), "t");
    }

    private static void whatIsHydratedIsComputedAnew() throws SQLException {
        otherViewHydrates("anew");
        sql.fault("hold_hydration('anew')");
        assertThat(sql.rows(hydrated("anew"))).containsExactly("t");
        sql.fault("rehydrate('anew')");
        assertThat(sql.rows(hydrated("anew"))).containsExactly("f");
        sql.fault("release_hydration('anew')");
        sql.await(hydrated("anew"), "t");
    }

    private static void lagIsReported() throws SQLException {
        otherViewHydrates("late");
        sql.fault("set_lag('late', interval '90 seconds')");
        sql.await(lag("late", ">= interval '90 seconds'"), "t");
        assertThat(sql.rows("SELECT l.local_lag >= interval '80 seconds' FROM mz_internal.mz_materialization_lag l"
                        + " JOIN mz_catalog.mz_objects o ON o.id = l.object_id WHERE o.name = 'late'"))
                .containsExactly("t");
        sql.fault("clear_lag('late')");
        sql.await(lag("late", "< interval '90 seconds'"), "t");
    }

    private static void aReplicaNeverComesUp() throws SQLException {
        sql.run("CREATE CLUSTER late_up (SIZE '25cc', REPLICATION FACTOR 0)");
        sql.fault("hold_replicas('late_up')");
        sql.run("ALTER CLUSTER late_up SET (REPLICATION FACTOR 1)");
        makeView("waiting", "late_up");
        makeCluster("soon_up");
        sql.await(replicaStatus("soon_up"), "online|-");
        assertThat(sql.rows(replicaStatus("late_up"))).isEmpty();
        assertThat(sql.rows(hydrated("waiting"))).containsExactly("f");
        sql.fault("release_replicas('late_up')");
        sql.await(replicaStatus("late_up"), "online|-");
        sql.await(hydrated("waiting"), "t");
    }

    private static String replicaHistory(String replicaId) {
        return "SELECT status, reason FROM mz_internal.mz_cluster_replica_status_history WHERE replica_id = '"
                + replicaId + "' ORDER BY occurred_at";
    }

    private static String onlyReplicaOf(String cluster) throws SQLException {
        return sql.rows("SELECT r.id FROM mz_catalog.mz_cluster_replicas r JOIN mz_catalog.mz_clusters c"
                        + " ON c.id = r.cluster_id WHERE c.name = '" + cluster + "'")
                .get(0);
    }

    private static void aReplicaDiesAgainAndAgain() throws SQLException {
        makeCluster("dying");
        makeView("lost", "dying");
        sql.await(hydrated("lost"), "t");
        sql.fault("crash_loop_replica('dying', 'r1')");
        List<String> deaths = new ArrayList<>(List.of("online|-"));
        for (int i = 0; i < 3; i++) {
            deaths.addAll(List.of("online|-", "offline|oom-killed"));
        }
        assertThat(sql.rows(replicaHistory(onlyReplicaOf("dying")))).startsWith(deaths.toArray(String[]::new));
        assertThat(sql.rows(replicaStatus("dying"))).containsExactly("offline|oom-killed");
        otherViewHydrates("not_lost");
        assertThat(sql.rows(hydrated("lost"))).containsExactly("f");
        sql.fault("heal_replica('dying', 'r1')");
        sql.await(hydrated("lost"), "t");
        assertThat(sql.rows(replicaStatus("dying"))).containsExactly("online|-");
    }

    private static void aReplicaGoesAndItsHistoryStays() throws SQLException {
        makeCluster("leaving");
        makeView("left", "leaving");
        sql.await(hydrated("left"), "t");
        String replica = onlyReplicaOf("leaving");
        sql.fault("remove_replica('leaving', 'r1')");
        assertThat(sql.rows(replicaStatus("leaving"))).isEmpty();
        assertThat(sql.rows(replicaHistory(replica))).containsExactly("online|-", "offline|-");
        assertThat(sql.rows(hydrated("left"))).containsExactly("f");
        sql.await(lag("left", ">= interval '1 second'"), "t");

        sql.run("ALTER CLUSTER leaving SET (REPLICATION FACTOR 0)", "ALTER CLUSTER leaving SET (REPLICATION FACTOR 1)");
        sql.await(hydrated("left"), "t");
        sql.await(lag("left", "< interval '1 second'"), "t");
        sql.run("ALTER CLUSTER leaving SET (REPLICATION FACTOR 0)");
        sql.await(lag("left", ">= interval '1 second'"), "t");
    }

    private static void sourcesSinksAndViewsStandStill() throws SQLException {
        aSourceStandsStill();
        aSinkStandsStill();
        otherViewHydrates("still");
        sql.fault("stall('still')");
        sql.await(lag("still", ">= interval '1 second'"), "t");
        sql.fault("resume('still')");
        sql.await(lag("still", "< interval '1 second'"), "t");
    }

    private static void aSourceStandsStill() throws SQLException {
        sql.run("CREATE SOURCE ticks IN CLUSTER quickstart FROM LOAD GENERATOR COUNTER (TICK INTERVAL '10ms')");
        sql.run("CREATE TABLE ticked FROM SOURCE ticks");
        sql.await("SELECT count(*) > 3 FROM ticked", "t");
        sql.fault("stall('ticks', 'no luck')");
        List<String> ticks = sql.rows("SELECT count(*) FROM ticked");
        sql.await("SELECT status, error FROM mz_internal.mz_source_statuses WHERE name = 'ticks'", "stalled|no luck");
        sql.await(lag("ticks", ">= interval '1 second'"), "t");
        assertThat(sql.rows("SELECT count(*) FROM ticked")).isEqualTo(ticks);
        sql.fault("resume('ticks')");
        sql.await("SELECT count(*) > " + ticks.get(0) + " FROM ticked", "t");
        sql.await("SELECT status, error FROM mz_internal.mz_source_statuses WHERE name = 'ticks'", "running|-");
    }

    private static void aSinkStandsStill() throws SQLException {
        for (String sink : List.of("stalling", "flowing")) {
            sql.run("CREATE SINK " + sink + " IN CLUSTER quickstart FROM t INTO KAFKA CONNECTION kafka (TOPIC '" + sink
                    + "') FORMAT JSON ENVELOPE DEBEZIUM");
            sql.await(hydrated(sink), "t");
        }
        sql.fault("stall('stalling')");
        sql.run("INSERT INTO t VALUES ('told')");
        String written = "SELECT sink FROM mz_sandbox.sink_output WHERE value ->> 'word' = 'told' ORDER BY sink";
        sql.await(written, "flowing");
        sql.await(
                "SELECT status, error FROM mz_internal.mz_sink_statuses ORDER BY name",
                "running|-",
                "stalled|stalled on demand");
        sql.fault("resume('stalling')");
        sql.await(written, "flowing", "stalling");
    }

    private static final String SWAP = "BEGIN; ALTER SCHEMA one SWAP WITH two; COMMIT";

    private static String idOfOne() throws SQLException {
        return sql.rows("SELECT id FROM mz_catalog.mz_schemas WHERE name = 'one'")
                .get(0);
    }

    private static void swapFails(String sqlState, boolean takesEffect) throws SQLException {
        String before = idOfOne();
        try (SqlClient victim = client()) {
            assertThatThrownBy(() -> victim.run(SWAP))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo(sqlState));
        }
        assertThat(!idOfOne().equals(before)).isEqualTo(takesEffect);
    }

    private static void swapSucceeds() throws SQLException {
        String before = idOfOne();
        sql.run(SWAP);
        assertThat(idOfOne()).isNotEqualTo(before);
    }

    private static void theNextCommitFailsOnce() throws SQLException {
        sql.fault("fail_next_commit()");
        swapFails("40001", false);
        swapSucceeds();
    }

    private static void theConnectionBreaksAtTheNextCommit() throws SQLException {
        sql.fault("drop_connection_at_commit('before')");
        swapFails("08006", false);
        sql.fault("drop_connection_at_commit('after')");
        swapFails("08006", true);
        swapSucceeds();
        assertThatThrownBy(() -> sql.fault("drop_connection_at_commit('never')"))
                .hasMessageContaining("not never");
    }

    private static void statementsAreHeld() throws Exception {
        sql.fault("hold_statements('HELD_(back|up)')");
        try (SqlClient victim = client();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<String>> answer = thread.submit(() -> victim.rows("SELECT 'held_back'"));
            assertThat(sandbox.awaitHeldStatements(1, Duration.ofSeconds(120))).isTrue();
            assertThat(sql.rows("SELECT 'not held'")).containsExactly("not held");
            assertThat(answer).isNotDone();
            sql.fault("release_statements()");
            assertThat(answer.get(120, TimeUnit.SECONDS)).containsExactly("held_back");
        }
    }

    private static void statementsAreDelayed() throws SQLException {
        sql.fault("delay_statements('delayed', interval '150 milliseconds')");
        long begun = System.nanoTime();
        assertThat(sql.rows("SELECT 'delayed'")).containsExactly("delayed");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        sql.fault("delay_statements('delayed', interval '1 hour')");
        sql.fault("release_statements()");
        assertThat(sql.rows("SELECT 'delayed'")).containsExactly("delayed");
    }

    private static void everyFaultEnds() throws SQLException {
        makeCluster("worn");
        sql.await(replicaStatus("worn"), "online|-");
        sql.fault("hold_hydration('*')");
        sql.fault("crash_loop_replica('worn', 'r1')");
        sql.fault("hold_statements('nothing like it')");
        assertThat(sql.rows("SELECT kind FROM mz_sandbox.faults ORDER BY kind"))
                .containsExactly("crash_loop", "hold_hydration", "hold_statements");
        sql.fault("reset()");
        assertThat(sql.rows("SELECT kind FROM mz_sandbox.faults")).isEmpty();
        assertThat(sql.rows(replicaStatus("worn"))).containsExactly("online|-");
        otherViewHydrates("after_all");
    }
}

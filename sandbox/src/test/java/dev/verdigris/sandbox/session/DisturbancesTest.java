package dev.verdigris.sandbox.session;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Faults on demand, as they look to the client that meets them. On a sandbox of its own: a fault meets anybody. */
class DisturbancesTest {

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA fault_a");
            sql.execute("CREATE SCHEMA fault_b");
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(sandbox.internalJdbcUrl() + "&preferQueryMode=simple");
    }

    private static String idOfFaultA(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT id FROM mz_catalog.mz_schemas WHERE name = 'fault_a'")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT mz_sandbox.fail_next_commit(), 40001, false",
        "SELECT mz_sandbox.drop_connection_at_commit('before'), 08006, false",
        "SELECT mz_sandbox.drop_connection_at_commit('after'), 08006, true"
    })
    void theNextCommitMeetsTheFaultThatWasAskedFor(String fault, String sqlState, boolean committed) throws Exception {
        try (Connection observer = connect();
                Statement look = observer.createStatement();
                Connection victim = connect();
                Statement swap = victim.createStatement()) {
            String before = idOfFaultA(look);
            assertThat(look.execute(fault)).isTrue();
            assertThatThrownBy(() -> swap.execute("BEGIN; ALTER SCHEMA fault_a SWAP WITH fault_b; COMMIT"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo(sqlState));
            assertThat(!idOfFaultA(look).equals(before)).isEqualTo(committed);
            look.execute("BEGIN; ALTER SCHEMA fault_a SWAP WITH fault_b; COMMIT");
        }
    }

    @Test
    void heldStatementsWaitForTheirReleaseAndCanBeCancelled() throws Exception {
        try (Connection observer = connect();
                Statement control = observer.createStatement();
                Connection victim = connect();
                Statement held = victim.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertThat(control.execute("SELECT mz_sandbox.hold_statements('held_marker')"))
                    .isTrue();
            held.setQueryTimeout(1);
            assertThatThrownBy(() -> held.execute("SELECT 'held_marker'"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("57014"));
            held.setQueryTimeout(0);
            Future<Boolean> answer = thread.submit(() -> held.execute("SELECT 'held_marker'"));
            assertThat(control.execute("SELECT mz_sandbox.release_statements()"))
                    .isTrue();
            assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aMaterializedViewHydratesAndASubscriptionTellsOfIt() throws Exception {
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE fault_a.t (a int)");
            sql.execute("CREATE MATERIALIZED VIEW fault_a.mv AS SELECT count(*) AS n FROM fault_a.t");
            sql.execute("BEGIN");
            sql.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT h.hydrated FROM mz_internal.mz_hydration_statuses h"
                    + " JOIN mz_catalog.mz_objects o ON o.id = h.object_id WHERE o.name = 'mv' AND h.hydrated)");
            try (ResultSet row = sql.executeQuery("FETCH 1 c")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt("mz_diff")).isOne();
            }
            sql.execute("COMMIT");
        }
    }
}

package dev.verdigris.sandbox.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Held and delayed statements as a client sees them. On its own sandbox, because a fault affects every session. */
class FaultsOverTheWireTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA fault_a");
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(sandbox.internalJdbcUrl() + "&preferQueryMode=simple");
    }

    @Test
    void heldStatementsWaitForTheirReleaseAndCanBeCancelled() throws Exception {
        try (Connection observer = connect();
                Statement control = observer.createStatement();
                Connection victim = connect();
                Statement held = victim.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertThat(control.execute("SELECT mz_sandbox.hold_statements('held_text')"))
                    .isTrue();
            Future<Boolean> cancelled = thread.submit(() -> held.execute("SELECT 'held_text'"));
            assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
            held.cancel();
            assertThatThrownBy(() -> cancelled.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("57014"));
            assertThat(sandbox.awaitHeldStatements(1, Duration.ZERO)).isFalse();
            Future<Boolean> answer = thread.submit(() -> held.execute("SELECT 'held_text'"));
            assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
            assertThat(control.execute("SELECT mz_sandbox.release_statements()"))
                    .isTrue();
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallInCapitalsReleasesHeldStatements() throws Exception {
        try (Connection observer = connect();
                Statement control = observer.createStatement();
                Connection victim = connect();
                Statement held = victim.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertThat(control.execute("SELECT MZ_SANDBOX.hold_statements('.*')"))
                    .isTrue();
            Future<Boolean> answer = thread.submit(() -> held.execute("SELECT 1"));
            assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
            assertThat(control.execute("SELECT MZ_SANDBOX.release_statements()"))
                    .isTrue();
            // The next statement of any session is not held any more.
            assertThat(control.execute("SELECT 2")).isTrue();
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSubscriptionReportsHydration() throws Exception {
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

package dev.verdigris.sandbox.server;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** pg_cancel_backend ends every statement of a session, also one that waits, and only for roles that may cancel it. */
@Timeout(300)
class CancelBackendTest {

    private static Sandbox sandbox;

    private SqlClient boss;
    private SqlClient victim;
    private ExecutorService thread;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        try (SqlClient sql = SqlClient.connect(sandbox.internalJdbcUrl())) {
            sql.run(
                    "CREATE TABLE t (a int4)",
                    "CREATE TABLE u (a int4)",
                    "GRANT SELECT ON t TO PUBLIC",
                    "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SECURITY PROTOCOL PLAINTEXT)");
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        boss = SqlClient.connect(sandbox.internalJdbcUrl());
        victim = as("victim");
        thread = Executors.newSingleThreadExecutor();
    }

    @AfterEach
    void disconnect() throws SQLException {
        thread.close();
        victim.close();
        boss.close();
    }

    private static SqlClient as(String role) throws SQLException {
        return SqlClient.connect(sandbox.jdbcUrl().replace("user=materialize", "user=" + role));
    }

    /** A request to an idle session has no effect, so it is repeated until the statement ends. */
    private void cancels(SqlClient whom, String statement) throws Exception {
        cancels(whom, whom.processId(), statement);
    }

    private void cancels(SqlClient whom, String number, String statement) throws Exception {
        String call = "SELECT pg_cancel_backend(" + number + ")";
        Future<List<String>> answer = thread.submit(() -> whom.rows(statement));
        while (!answer.isDone()) {
            assertThat(boss.rows(call)).containsExactly("t");
        }
        assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("57014"))
                .hasMessageContaining("canceling statement due to user request");
    }

    @Test
    void endsAQuery() throws Exception {
        cancels(victim, "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b");
    }

    @Test
    void endsASubscription() throws Exception {
        cancels(victim, "SUBSCRIBE t");
        assertThat(victim.rows("SELECT 1")).containsExactly("1");
    }

    @Test
    void endsAFetchThatWaits() throws Exception {
        String number = victim.processId();
        victim.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE t");
        cancels(victim, number, "FETCH ALL c WITH (timeout = '1 hour')");
        victim.run("ROLLBACK");
    }

    @Test
    void endsAStatementThatIsHeld() throws Exception {
        boss.fault("hold_statements('held_until_cancelled')");
        try {
            cancels(victim, "SELECT 'held_until_cancelled'");
        } finally {
            boss.fault("release_statements()");
        }
        assertThat(victim.rows("SELECT 'held_until_cancelled'")).containsExactly("held_until_cancelled");
    }

    @Test
    void endsAnAlterSinkThatWaits() throws Exception {
        boss.run("CREATE SINK snk IN CLUSTER quickstart FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON"
                + " ENVELOPE DEBEZIUM");
        boss.await(
                "SELECT h.hydrated FROM mz_internal.mz_hydration_statuses h JOIN mz_sinks s ON s.id = h.object_id"
                        + " WHERE s.name = 'snk'",
                "t");
        boss.fault("stall('snk')");
        boss.run("INSERT INTO t VALUES (1)");
        try (SqlClient owner = SqlClient.connect(sandbox.internalJdbcUrl())) {
            cancels(owner, "ALTER SINK snk SET FROM u");
        } finally {
            boss.fault("resume('snk')");
        }
        assertThat(boss.rows("SELECT create_sql LIKE '%\"public\".\"t\"%' FROM mz_sinks WHERE name = 'snk'"))
                .containsExactly("t");
    }

    @Test
    void onlyMembersOfTheRoleMayCancel() throws Exception {
        boss.run("CREATE ROLE leader", "GRANT victim TO leader");
        String number = victim.processId();
        try (SqlClient stranger = as("stranger");
                SqlClient leader = as("leader")) {
            assertThatThrownBy(() -> stranger.rows("SELECT pg_cancel_backend(" + number + ")"))
                    .isInstanceOfSatisfying(PSQLException.class, error -> {
                        assertThat(error.getSQLState()).isEqualTo("42501");
                        assertThat(error.getServerErrorMessage()).isNotNull();
                        assertThat(error.getServerErrorMessage().getMessage())
                                .isEqualTo("must be a member of \"victim\"");
                    });
            assertThat(leader.rows("SELECT pg_cancel_backend(" + number + ")")).containsExactly("t");
        }
    }

    @Test
    void endsItsOwnSession() throws Exception {
        String call = "SELECT pg_cancel_backend(" + victim.processId() + ")";
        assertThatThrownBy(() -> victim.rows(call))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("57014"));
    }

    @Test
    void knowsNoSessionThatHasEnded() throws Exception {
        SqlClient gone = as("victim");
        String number = gone.processId();
        gone.close();
        boss.await("SELECT count(*) FROM mz_internal.mz_sessions WHERE connection_id = " + number, "0");
        assertThat(boss.rows("SELECT pg_cancel_backend(" + number + ")")).containsExactly("f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_cancel_backend(1) AS done",
                "SELECT pg_cancel_backend(1), 2",
                "SELECT pg_cancel_backend(1) WHERE true",
                "SELECT a FROM t WHERE pg_cancel_backend(a)",
                "SELECT 1 WHERE pg_catalog.\"pg_cancel_backend\"(1)",
                "INSERT INTO t SELECT pg_cancel_backend(1)",
                "SUBSCRIBE (SELECT pg_cancel_backend(1))",
                "CREATE VIEW v AS SELECT pg_cancel_backend(1)",
            })
    void isRefusedWhereMaterializeCannotCarryItOut(String statement) {
        assertThatThrownBy(() -> boss.run(statement)).isInstanceOfSatisfying(PSQLException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo("XX000");
            assertThat(error.getMessage()).contains("pg_cancel_backend in this position not yet supported");
        });
    }
}

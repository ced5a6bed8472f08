package dev.verdigris.sandbox.server;

import java.sql.SQLException;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A temporary view that reads two relations of a schema, when the schema is renamed. On its own sandbox, because all
 * connections end.
 */
class ServerPanicTest {

    private static final String NAMES = "SELECT name FROM mz_schemas WHERE name LIKE 'panic%' ORDER BY 1";

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void createSchemas() throws SQLException {
        try (SqlClient client = connect()) {
            client.run(
                    "DROP SCHEMA IF EXISTS panic_a CASCADE",
                    "DROP SCHEMA IF EXISTS panic_b CASCADE",
                    "CREATE SCHEMA panic_a",
                    "CREATE SCHEMA panic_b",
                    "CREATE TABLE panic_a.t (x int)",
                    "CREATE VIEW panic_a.u AS SELECT x FROM panic_a.t");
        }
    }

    private static SqlClient connect() throws SQLException {
        return SqlClient.connect(sandbox.jdbcUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SCHEMA panic_a SWAP WITH panic_b",
                "ALTER SCHEMA panic_b SWAP WITH panic_a",
                "ALTER SCHEMA panic_a RENAME TO panic_c",
                "BEGIN; ALTER SCHEMA panic_a SWAP WITH panic_b; COMMIT",
                "BEGIN; ALTER SCHEMA panic_a SWAP WITH panic_b; ROLLBACK"
            })
    void allConnectionsEndAndNothingIsRenamed(String statement) throws SQLException {
        try (SqlClient holder = connect();
                SqlClient third = connect();
                SqlClient swapping = connect()) {
            holder.run("CREATE TEMPORARY VIEW tv AS SELECT t.x FROM panic_a.t JOIN panic_a.u ON t.x = u.x");
            assertThat(third.rows("SELECT 1")).containsExactly("1");
            assertLost(swapping, statement);
            assertLost(holder, "SELECT * FROM tv");
            assertLost(third, "SELECT 1");
        }
        try (SqlClient again = connect()) {
            assertThat(again.rows(NAMES)).containsExactly("panic_a", "panic_b");
            assertThat(again.rows("SELECT name FROM mz_views WHERE schema_id = '0'"))
                    .isEmpty();
            again.run("ALTER SCHEMA panic_a SWAP WITH panic_b");
            assertThat(again.rows("SELECT count(*) FROM panic_b.u")).containsExactly("0");
        }
    }

    @Test
    void theSessionOfTheViewEndsToo() throws SQLException {
        try (SqlClient own = connect()) {
            own.run("CREATE TEMPORARY VIEW tv AS SELECT t.x FROM panic_a.t, panic_a.u");
            assertLost(own, "ALTER SCHEMA panic_a RENAME TO panic_c");
        }
        try (SqlClient again = connect()) {
            assertThat(again.rows("SELECT name FROM mz_views WHERE schema_id = '0'"))
                    .isEmpty();
        }
    }

    @Test
    void aViewOfOneRelationSurvivesASwapAndItsWayBack() throws SQLException {
        try (SqlClient holder = connect();
                SqlClient swapping = connect()) {
            holder.run("CREATE TEMPORARY VIEW tv AS SELECT l.x FROM panic_a.t AS l JOIN panic_a.t AS r ON l.x = r.x");
            swapping.run("ALTER SCHEMA panic_a SWAP WITH panic_b");
            assertThat(holder.rows("SELECT count(*) FROM tv")).containsExactly("0");
            swapping.run("ALTER SCHEMA panic_a SWAP WITH panic_b", "ALTER SCHEMA panic_a RENAME TO panic_c");
            assertThat(holder.rows("SELECT count(*) FROM tv")).containsExactly("0");
            swapping.run("ALTER SCHEMA panic_c RENAME TO panic_a");
        }
    }

    @Test
    void everySessionSeesTemporaryViewsWithOwnerAndDefinition() throws SQLException {
        try (SqlClient holder = connect();
                SqlClient other = SqlClient.connect(sandbox.internalJdbcUrl())) {
            holder.run("CREATE TEMPORARY VIEW tv AS SELECT x FROM panic_a.t", "CREATE TEMPORARY TABLE tt (a int)");
            String id = other.rows("SELECT id FROM mz_tables WHERE name = 't' AND id LIKE 'u%'")
                    .get(0);
            assertThat(other.rows("SELECT v.name, r.name, v.create_sql FROM mz_views v JOIN mz_roles r"
                            + " ON r.id = v.owner_id WHERE v.schema_id = '0'"))
                    .containsExactly("tv|materialize|CREATE TEMPORARY VIEW \"mz_temp\".\"tv\" AS SELECT x FROM [" + id
                            + " AS \"materialize\".\"panic_a\".\"t\"]");
            assertThat(other.rows("SELECT name, type FROM mz_objects WHERE schema_id = '0' ORDER BY name"))
                    .containsExactly("tt|table", "tv|view");
        }
    }

    private static void assertLost(SqlClient client, String sql) {
        assertThatThrownBy(() -> client.run(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        lost -> assertThat(lost.getSQLState()).isIn("08006", "08003", "57P01"));
    }
}

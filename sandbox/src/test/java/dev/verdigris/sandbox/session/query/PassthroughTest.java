package dev.verdigris.sandbox.session.query;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.verdigris.sandbox.SharedSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Statements that PostgreSQL executes, and their answers as a client sees them. */
class PassthroughTest {

    private Connection connection;
    private Statement sql;

    @BeforeEach
    void connect() throws SQLException {
        connection = SharedSandbox.connectSystem("");
        sql = connection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM nowhere | XX000 | unknown catalog item 'nowhere'",
                "SELECT * FROM public.nowhere | XX000 | unknown catalog item 'public.nowhere'",
                "SELECT * FROM no_schema.t | XX000 | unknown schema 'no_schema'",
                "SELECT wat | XX000 | column \"wat\" does not exist",
                "SELECT nofunction(1) | XX000 | function \"nofunction\" does not exist",
                "SELECT * FROM mz_store.item | XX000 | unknown schema 'mz_store'",
                "SELECT 1 / 0 | XX000 | division by zero"
            })
    void errorsReadAsMaterializeWordsThem(String statement, String sqlState, String message) {
        assertThatThrownBy(() -> sql.execute(statement)).isInstanceOfSatisfying(PSQLException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo(sqlState);
            assertThat(error.getServerErrorMessage().getMessage()).isEqualTo(message);
        });
    }

    @Test
    void runsSqlLevelPreparedStatementsWithArguments() throws SQLException {
        sql.execute("PREPARE p AS SELECT $1::int + $2::int");
        try (ResultSet row = sql.executeQuery("EXECUTE p (20 + 1, 21)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
        }
        sql.execute("DEALLOCATE p");
        assertThatThrownBy(() -> sql.execute("EXECUTE p (1, 2)"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("XX000"));
    }

    @Test
    void cursorsWorkWithinABlock() throws SQLException {
        connection.setAutoCommit(false);
        sql.execute("DECLARE c CURSOR FOR SELECT n FROM generate_series(1, 5) AS s(n)");
        int seen = 0;
        try (ResultSet rows = sql.executeQuery("FETCH 2 c")) {
            while (rows.next()) {
                seen++;
            }
        }
        assertThat(seen).isEqualTo(2);
        sql.execute("CLOSE c");
        connection.commit();
    }

    @Test
    void copiesRowsOutAsTextAndAsCsv() throws Exception {
        assertThat(copied("COPY (SELECT 1, E'a\\tb', NULL) TO STDOUT")).isEqualTo("1\ta\\tb\t\\N\n");
        assertThat(copied("COPY (SELECT 1, 'a,\"b', NULL, '') TO STDOUT WITH (FORMAT CSV)"))
                .isEqualTo("1,\"a,\"\"b\",,\"\"\n");
    }

    private String copied(String statement) throws Exception {
        StringWriter text = new StringWriter();
        assertThat(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, text))
                .isOne();
        return text.toString();
    }

    @Test
    void refusesUnsupportedStatementsClearly() {
        assertThatThrownBy(() -> sql.execute("COPY t FROM STDIN"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("0A000"))
                .hasMessageContaining("COPY t FROM STDIN");
    }

    @Test
    void streamsAResultLargerThanAnyBuffer() throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) AS s(n)")) {
            int seen = 0;
            while (rows.next()) {
                seen++;
            }
            assertThat(seen).isEqualTo(20_000);
        }
    }

    @Test
    void binaryResultsOfOrdinaryTypesPassThrough() throws SQLException {
        try (Connection binary = SharedSandbox.connectSystem("&prepareThreshold=-1");
                PreparedStatement query = binary.prepareStatement("SELECT ?::int, 2.5::float8, now()")) {
            query.setInt(1, 7);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(7);
                assertThat(row.getDouble(2)).isEqualTo(2.5);
                assertThat(row.getTimestamp(3)).isNotNull();
            }
        }
    }

    @Test
    void currentUserIsTheRoleThatLoggedIn() throws SQLException {
        try (Connection plain = SharedSandbox.connect("");
                Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("materialize");
        }
    }

    @Test
    void catalogTypesHaveMaterializesOids() throws SQLException {
        try (ResultSet row = sql.executeQuery(
                "SELECT processes, size FROM mz_catalog.mz_cluster_replica_sizes ORDER BY processes LIMIT 1")) {
            assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("uint8");
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isOne();
        }
    }

    @Test
    void aClusterWithoutReplicasServesNoQueryOfUserData() throws SQLException {
        sql.execute("CREATE SCHEMA paused_s");
        sql.execute("CREATE TABLE paused_s.t (a int)");
        sql.execute("CREATE CLUSTER paused_c (SIZE = '25cc', REPLICATION FACTOR = 0)");
        sql.execute("SET cluster = paused_c");
        assertThat(sql.execute("SELECT 1")).isTrue();
        assertThat(sql.execute("SELECT count(*) FROM mz_catalog.mz_schemas")).isTrue();
        assertThatThrownBy(() -> sql.execute("SELECT * FROM paused_s.t"))
                .isInstanceOfSatisfying(PSQLException.class, error -> {
                    assertThat(error.getSQLState()).isEqualTo("0A000");
                    assertThat(error.getServerErrorMessage().getMessage())
                            .isEqualTo("CLUSTER \"paused_c\" has no replicas available to service request");
                });
        sql.execute("SET cluster = nowhere_c");
        assertThatThrownBy(() -> sql.execute("SELECT * FROM paused_s.t"))
                .hasMessageContaining("unknown cluster 'nowhere_c'");
    }

    @Test
    void aTransactionThatBeganOnTheCatalogServerStaysThere() throws SQLException {
        sql.execute("CREATE SCHEMA routed_s");
        sql.execute("CREATE TABLE routed_s.t (a int)");
        connection.setAutoCommit(false);
        assertThat(sql.execute("SELECT 1")).isTrue();
        assertThatThrownBy(() -> sql.execute("SELECT * FROM routed_s.t"))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("2F003"))
                .hasMessageContaining("\"materialize.routed_s.t\"");
        connection.rollback();
        assertThat(sql.execute("SELECT * FROM routed_s.t")).isTrue();
        connection.commit();
    }

    @Test
    void readingNeedsPrivileges() throws SQLException {
        sql.execute("CREATE SCHEMA guarded_s");
        sql.execute("CREATE TABLE guarded_s.t (a int)");
        try (Connection plain = SharedSandbox.connect("");
                Statement statement = plain.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT * FROM guarded_s.t"))
                    .isInstanceOfSatisfying(PSQLException.class, error -> {
                        assertThat(error.getSQLState()).isEqualTo("42501");
                        assertThat(error.getServerErrorMessage().getDetail())
                                .isEqualTo("The 'materialize' role needs USAGE privileges on SCHEMA"
                                        + " \"materialize.guarded_s\"");
                    });
            sql.execute("GRANT USAGE ON SCHEMA guarded_s TO materialize");
            sql.execute("GRANT SELECT ON TABLE guarded_s.t TO materialize");
            assertThat(statement.execute("SELECT * FROM guarded_s.t")).isTrue();
            assertThatThrownBy(() -> statement.execute("INSERT INTO guarded_s.t VALUES (1)"))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("42501"));
        }
    }
}

package dev.verdigris.e2e.client;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TypeInfo;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Java's driver, beginning with what Materialize's own smoke test asks of it. */
final class PgjdbcTest {

    @BeforeAll
    static void make() {
        ClientServer.sql(
                "CREATE SCHEMA jdbc",
                "CREATE TABLE jdbc.people (id int NOT NULL, \"full name\" text, size uint8)",
                "CREATE VIEW jdbc.names AS SELECT \"full name\" FROM jdbc.people",
                "CREATE MATERIALIZED VIEW jdbc.counted AS SELECT count(*) AS c FROM jdbc.people",
                "CREATE INDEX people_idx ON jdbc.people (id)",
                "COMMENT ON TABLE jdbc.people IS 'who is there'",
                "CREATE TABLE jdbc.changes (a int)",
                "CREATE TABLE jdbc.base (a int)",
                "CREATE VIEW jdbc.over AS SELECT a FROM jdbc.base");
    }

    private static Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(ClientServer.sandbox().jdbcUrl() + options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&preferQueryMode=simple", "&preferQueryMode=extended", "&prepareThreshold=1"})
    void bindsParametersAndReadsTypes(String mode) throws SQLException {
        UUID uuid = UUID.randomUUID();
        OffsetDateTime moment = OffsetDateTime.parse("2020-01-02T03:04:05Z");
        try (Connection connection = connect(mode);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT ?::text, ?::int4, ?::int8, ?::numeric, ?::bool, ?::timestamptz, ?::uuid, ?::bytea, ?::float8,"
                                + " 7::uint8")) {
            for (int round = 1; round <= 7; round++) {
                query.setString(1, "o'neill 🦎");
                query.setInt(2, round);
                query.setLong(3, Long.MAX_VALUE);
                query.setBigDecimal(4, new BigDecimal("1.50"));
                query.setBoolean(5, true);
                query.setObject(6, moment);
                query.setObject(7, uuid);
                query.setBytes(8, new byte[] {0, -1});
                query.setNull(9, Types.DOUBLE);
                try (ResultSet row = query.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo("o'neill 🦎");
                    assertThat(row.getInt(2)).isEqualTo(round);
                    assertThat(row.getLong(3)).isEqualTo(Long.MAX_VALUE);
                    assertThat(row.getBigDecimal(4)).isEqualByComparingTo("1.5");
                    assertThat(row.getBoolean(5)).isTrue();
                    assertThat(row.getObject(6, OffsetDateTime.class)).isEqualTo(moment);
                    assertThat(row.getObject(7)).isEqualTo(uuid);
                    assertThat(row.getBytes(8)).containsExactly(0, -1);
                    assertThat(row.getObject(9)).isNull();
                    assertThat(row.getString(10)).isEqualTo("7");
                    assertThat(row.getMetaData().getColumnTypeName(10)).isEqualTo("uint8");
                }
            }
        }
    }

    @Test
    void readsTimestampsInBinary() throws SQLException {
        try (Connection connection = connect("")) {
            connection.unwrap(PgConnection.class).setForceBinary(true);
            try (PreparedStatement query = connection.prepareStatement("SELECT '2010-01-02'::timestamp");
                    ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("2010-01-02 00:00:00");
            }
        }
    }

    @Test
    void looksUpTypesWithinABlock() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            TypeInfo types = connection.unwrap(BaseConnection.class).getTypeInfo();
            assertThat(types.getSQLType("int2")).isEqualTo(Types.SMALLINT);
            assertThat(types.getSQLType("_int2")).isEqualTo(Types.ARRAY);
            connection.setAutoCommit(false);
            assertThat(statement.execute("SELECT id FROM jdbc.people")).isTrue();
            assertThat(types.getPGType(16384)).isEqualTo("list");
            assertThat(types.getPGType(16552)).isEqualTo("mz_timestamp");
            connection.commit();
        }
    }

    @Test
    void listsTablesColumnsSchemasAndCatalogs() throws SQLException {
        try (Connection connection = connect("")) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(metaData.getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(metaData.getDatabaseProductVersion()).isEqualTo("9.5.0");
            assertThat(connection.getCatalog()).isEqualTo("materialize");
            assertThat(rows(metaData.getCatalogs(), "TABLE_CAT")).contains("materialize");
            assertThat(rows(metaData.getSchemas(), "TABLE_SCHEM")).contains("jdbc", "public", "mz_catalog");
            assertThat(rows(
                            metaData.getTables("materialize", "jdbc", "%", null),
                            "TABLE_NAME",
                            "TABLE_TYPE",
                            "REMARKS"))
                    .contains(
                            "people|TABLE|who is there",
                            "names|VIEW|null",
                            "counted|MATERIALIZED VIEW|null",
                            "people_idx|INDEX|null");
            assertThat(rows(
                            metaData.getColumns("materialize", "jdbc", "people", null),
                            "COLUMN_NAME",
                            "TYPE_NAME",
                            "IS_NULLABLE",
                            "ORDINAL_POSITION"))
                    .containsExactly("id|int4|NO|1", "full name|text|YES|2", "size|uint8|YES|3");
            assertThat(rows(metaData.getPrimaryKeys("materialize", "jdbc", "people"), "COLUMN_NAME"))
                    .isEmpty();
            assertThat(rows(metaData.getTypeInfo(), "TYPE_NAME")).contains("int4", "text", "uint8", "mz_timestamp");
        }
    }

    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    @Test
    void blocksCommitRollBackAndFail() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate("INSERT INTO jdbc.changes VALUES (1)"))
                    .isEqualTo(1);
            connection.rollback();
            assertThat(statement.executeUpdate("INSERT INTO jdbc.changes VALUES (2), (3)"))
                    .isEqualTo(2);
            connection.commit();
            assertThat(rows(statement.executeQuery("SELECT a FROM jdbc.changes ORDER BY a"), "a"))
                    .containsExactly("2", "3");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM nope"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("XX000"));
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("25P02"));
            connection.rollback();
            assertThat(statement.execute("SELECT 1")).isTrue();
            connection.commit();
        }
    }

    @Test
    void fetchesInPortionsAndFromCursors() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(100);
            assertThat(rows(statement.executeQuery("SELECT x FROM generate_series(1, 250) AS g (x)"), "x"))
                    .hasSize(250)
                    .endsWith("250");
            connection.commit();
            statement.setFetchSize(0);
            statement.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT name FROM mz_schemas WHERE name = 'jdbc')");
            assertThat(rows(statement.executeQuery("FETCH ALL c"), "mz_diff", "name"))
                    .containsExactly("1|jdbc");
            connection.rollback();
        }
    }

    @Test
    void errorsAndNoticesCarryTheirFields() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            ServerErrorMessage syntax = refusal(statement, "SELEC 1");
            assertThat(syntax.getSQLState()).isEqualTo("42601");
            assertThat(syntax.getPosition()).isEqualTo(1);
            ServerErrorMessage dependent = refusal(statement, "DROP TABLE jdbc.base");
            assertThat(dependent.getSeverity()).isEqualTo("ERROR");
            assertThat(dependent.getMessage())
                    .isEqualTo("cannot drop table \"jdbc.base\": still depended upon by view \"jdbc.over\"");
            assertThat(dependent.getHint()).isEqualTo("Use DROP ... CASCADE to drop the dependent objects too.");
            statement.execute("CREATE SCHEMA IF NOT EXISTS jdbc");
            assertThat(statement.getWarnings().getMessage()).isEqualTo("schema \"jdbc\" already exists, skipping");
            assertThat(statement.getWarnings().getSQLState()).isEqualTo("42P06");
        }
    }

    private static ServerErrorMessage refusal(Statement statement, String sql) {
        PSQLException error = catchThrowableOfType(PSQLException.class, () -> statement.execute(sql));
        return Objects.requireNonNull(Objects.requireNonNull(error, sql).getServerErrorMessage(), sql);
    }

    @Test
    void copiesOut() throws Exception {
        try (Connection connection = connect("")) {
            StringWriter text = new StringWriter();
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT WITH (FORMAT csv)", text);
            assertThat(rows).isEqualTo(2);
            assertThat(text).hasToString("1,\"a,b\"\n2,\n");
        }
    }

    @Test
    void cancelsASubscription() throws Exception {
        try (Connection connection = connect("&preferQueryMode=simple");
                Connection watcher = connect("");
                Statement watch = watcher.createStatement();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> ended = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("SUBSCRIBE (SELECT a FROM jdbc.changes) WITH (SNAPSHOT = false)")));
            String running = "SELECT count(*) FROM mz_internal.mz_subscriptions b JOIN mz_internal.mz_sessions s"
                    + " ON s.id = b.session_id WHERE s.connection_id = "
                    + connection.unwrap(PGConnection.class).getBackendPID();
            while (!rows(watch.executeQuery(running), "count").equals(List.of("1"))) {
                assertThat(ended).as("the subscription runs").isNotDone();
            }
            statement.cancel();
            assertThat(ended.get(240, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
        }
    }
}

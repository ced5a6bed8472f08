package dev.verdigris.sandbox.session.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SUBSCRIBE as clients use it: with a cursor (Materialize docs: sql/subscribe, sql/fetch). */
class SubscribeTest {

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void aCursorReturnsTheSnapshotAndThenTheChanges(String mode) throws SQLException {
        String schema = "sub_" + mode;
        try (Connection writer = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement change = writer.createStatement();
                Connection reader = SharedSandbox.connectSystem("&preferQueryMode=" + mode);
                Statement cursor = reader.createStatement()) {
            change.execute("CREATE SCHEMA " + schema);
            change.execute("CREATE TABLE " + schema + ".t (a text)");
            change.execute("INSERT INTO " + schema + ".t VALUES ('one'), ('one'), ('two')");
            cursor.execute("BEGIN");
            cursor.execute("DECLARE c CURSOR FOR SUBSCRIBE " + schema + ".t");
            assertThat(fetch(cursor, "FETCH ALL c")).containsExactlyInAnyOrder("2 one", "1 two");
            assertThat(fetch(cursor, "FETCH ALL c WITH (timeout = '0s')")).isEmpty();
            change.execute("DELETE FROM " + schema + ".t WHERE a = 'two'");
            change.execute("INSERT INTO " + schema + ".t VALUES ('three')");
            List<String> updates = new ArrayList<>();
            while (updates.size() < 2) {
                updates.addAll(fetch(cursor, "FETCH 1 c"));
            }
            assertThat(updates).containsExactlyInAnyOrder("-1 two", "1 three");
            cursor.execute("COMMIT");
            assertThatThrownBy(() -> cursor.execute("FETCH ALL c"))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("34000"));
        }
    }

    @Test
    void aPortalWithARowLimitStopsAndGoesOn() throws SQLException {
        try (SqlClient change = SqlClient.connect(SharedSandbox.get().internalJdbcUrl());
                Connection connection = SharedSandbox.connectSystem("");
                Statement statement = connection.createStatement()) {
            change.run("CREATE TABLE sub_portal (a int)");
            change.run("INSERT INTO sub_portal VALUES (1), (2), (3)");
            connection.setAutoCommit(false);
            statement.setFetchSize(2);
            try (ResultSet rows = statement.executeQuery("SUBSCRIBE sub_portal")) {
                List<Integer> seen = new ArrayList<>();
                while (seen.size() < 3 && rows.next()) {
                    seen.add(rows.getInt("a"));
                    if (seen.size() == 2) {
                        change.run("INSERT INTO sub_portal VALUES (4)");
                    }
                }
                assertThat(seen).hasSize(3).isSubsetOf(1, 2, 3, 4);
            }
            connection.rollback();
            assertThat(change.rows("SELECT count(*) FROM mz_internal.mz_subscriptions s JOIN mz_tables t"
                            + " ON t.name = 'sub_portal' WHERE s.referenced_object_ids::text LIKE '%' || t.id || '%'"))
                    .containsExactly("0");
        }
    }

    @Test
    void aCopyOfASubscriptionStreamsUntilItIsCancelled() throws Exception {
        try (Connection connection = SharedSandbox.connect("");
                Statement statement = connection.createStatement();
                SqlClient observer = SqlClient.connect(SharedSandbox.get().internalJdbcUrl());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            String session = observer.rows("SELECT id FROM mz_internal.mz_sessions WHERE connection_id = "
                            + connection.unwrap(PGConnection.class).getBackendPID())
                    .get(0);
            Future<Boolean> streaming =
                    thread.submit(() -> statement.execute("SUBSCRIBE (SELECT name FROM mz_databases)"));
            observer.await(
                    "SELECT count(*) FROM mz_internal.mz_subscriptions WHERE session_id = '" + session + "'", "1");
            statement.cancel();
            assertThatThrownBy(() -> streaming.get(120, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("57014"));
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    private static List<String> fetch(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                assertThat(result.getLong("mz_timestamp")).isPositive();
                rows.add(result.getLong("mz_diff") + " " + result.getString("a"));
            }
        }
        return rows;
    }

    @Test
    void aSubscriptionContinuesAfterAnExplain() throws SQLException {
        try (SqlClient writer = SqlClient.connect(SharedSandbox.get().internalJdbcUrl());
                SqlClient reader = SqlClient.connect(SharedSandbox.get().internalJdbcUrl())) {
            writer.run("CREATE SCHEMA sub_explain", "CREATE TABLE sub_explain.t (a text)");
            reader.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE (SELECT a FROM sub_explain.t)");
            assertThat(reader.rows("FETCH ALL c WITH (timeout = '0s')")).isEmpty();
            reader.rows("EXPLAIN SELECT 1");
            writer.run("INSERT INTO sub_explain.t VALUES ('one')");
            assertThat(reader.rows("FETCH 1 c WITH (timeout = '180s')"))
                    .singleElement()
                    .asString()
                    .endsWith("|1|one");
            reader.run("COMMIT");
            writer.run("DROP SCHEMA sub_explain CASCADE");
        }
    }

    @Test
    void aSubscriptionEndsWithItsSession() throws SQLException {
        try (SqlClient watcher = SqlClient.connect(SharedSandbox.get().internalJdbcUrl())) {
            String id;
            try (SqlClient leaving = SqlClient.connect(SharedSandbox.get().internalJdbcUrl())) {
                id = watcher.rows("SELECT id FROM mz_internal.mz_sessions WHERE connection_id = " + leaving.processId())
                        .getFirst();
                leaving.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE mz_databases");
                assertThat(leaving.rows("FETCH 1 c")).hasSize(1);
                assertThat(watcher.rows(subscriptionsOf(id))).containsExactly("1");
            }
            watcher.await(subscriptionsOf(id), "0");
        }
    }

    private static String subscriptionsOf(String session) {
        return "SELECT count(*) FROM mz_internal.mz_subscriptions WHERE session_id = '" + session + "'";
    }
}

package dev.verdigris.sandbox.session.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.util.PSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Subscriptions while the schemas of what they read are swapped. As on Materialize they are bound to ids: an open one
 * keeps the relations of its beginning, and a new one reads the relations that have the names now.
 */
@Timeout(600)
class SubscribeSwapTest {

    /** The number of changes that each reader must see. The swaps continue until all have. */
    private static final int CHANGES = 40;

    private static SqlClient connect() throws SQLException {
        return SqlClient.connect(SharedSandbox.get().internalJdbcUrl());
    }

    /** Two live schemas with blue rows, and their counterparts with green rows. */
    private static void make(SqlClient sql, String prefix) throws SQLException {
        for (String suffix : List.of("", "_staged")) {
            String color = suffix.isEmpty() ? "blue" : "green";
            for (String schema : List.of(prefix + "_a" + suffix, prefix + "_b" + suffix)) {
                sql.run(
                        "CREATE SCHEMA " + schema,
                        "CREATE TABLE " + schema + ".t (color text)",
                        "INSERT INTO " + schema + ".t VALUES ('" + color + "')");
            }
            // The counterparts differ in their columns, so that a mix of both would be visible.
            String more = suffix.isEmpty() ? "" : ", 'more' AS more";
            sql.run("CREATE VIEW " + prefix + "_a" + suffix + ".v AS SELECT a.color AS a, b.color AS b" + more
                    + " FROM " + prefix + "_a" + suffix + ".t AS a, " + prefix + "_b" + suffix + ".t AS b");
        }
    }

    private static String swap(String prefix) {
        return "BEGIN; ALTER SCHEMA " + prefix + "_a SWAP WITH " + prefix + "_a_staged; ALTER SCHEMA " + prefix
                + "_b SWAP WITH " + prefix + "_b_staged; COMMIT";
    }

    private static List<String> data(String fetch, SqlClient reader) throws SQLException {
        return reader.rows(fetch).stream()
                .map(row -> row.substring(row.indexOf('|') + 1))
                .toList();
    }

    @Test
    void anOpenSubscriptionKeepsItsRelations() throws SQLException {
        try (SqlClient writer = connect();
                SqlClient reader = connect()) {
            make(writer, "subid");
            reader.run("SET search_path = subid_b");
            reader.run("BEGIN");
            reader.run("DECLARE c CURSOR FOR SUBSCRIBE (SELECT v.a || ' and ' || v.b || ' and ' || t.color"
                    + " FROM subid_a.v, t WHERE subid_a.v.a <> 'none')");
            assertThat(data("FETCH ALL c", reader)).containsExactly("1|blue and blue and blue");

            writer.run(swap("subid"));
            writer.run("INSERT INTO subid_b.t VALUES ('green and unseen')");
            writer.run("INSERT INTO subid_a_staged.t VALUES ('blue still')");

            assertThat(data("FETCH 1 c", reader)).containsExactly("1|blue still and blue and blue");
            assertThat(data("FETCH ALL c WITH (timeout = '0s')", reader)).isEmpty();
        }
    }

    @Test
    void aSubscriptionEndsWhenItsRelationIsDropped() throws SQLException {
        try (SqlClient writer = connect();
                SqlClient reader = connect()) {
            make(writer, "subend");
            reader.run("BEGIN");
            reader.run("DECLARE c CURSOR FOR SUBSCRIBE subend_a.v");
            assertThat(data("FETCH ALL c", reader)).containsExactly("1|blue|blue");
            writer.run(swap("subend"));
            assertThat(data("FETCH ALL c WITH (timeout = '0s')", reader)).isEmpty();
            writer.run("DROP SCHEMA subend_a_staged CASCADE");

            assertThatThrownBy(() -> reader.rows("FETCH ALL c")).isInstanceOfSatisfying(PSQLException.class, error -> {
                assertThat(error.getSQLState()).isEqualTo("XX000");
                assertThat(error.getMessage())
                        .isEqualTo("ERROR: subscribe has been terminated because underlying relation"
                                + " \"materialize.subend_a_staged.v\" was dropped");
            });
        }
    }

    @Test
    void noSubscriptionTellsHalfASwapOrFails() throws Exception {
        try (SqlClient writer = connect();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            make(writer, "sub");
            writer.run("CREATE TABLE sub_a.beat (n int4)", "CREATE TABLE sub_a_staged.beat (n int4)");
            List<Future<String>> readers = new ArrayList<>();
            readers.add(threads.submit(boundReader("sub_a.v, sub_a.beat")));
            readers.add(threads.submit(boundReader("sub_a_staged.v AS v, sub_a.beat")));
            readers.add(threads.submit(catalogReader(writer.rows(
                    "SELECT id FROM mz_catalog.mz_schemas" + " WHERE name IN ('sub_a', 'sub_b') ORDER BY name"))));
            readers.add(threads.submit(SubscribeSwapTest::opener));
            int swaps = 0;
            while (readers.stream().anyMatch(reader -> !reader.isDone())) {
                writer.run(swap("sub"));
                swaps++;
                for (String schema : List.of("sub_a", "sub_a_staged")) {
                    writer.run("INSERT INTO " + schema + ".beat VALUES (" + swaps + ")");
                }
            }
            List<String> seen = new ArrayList<>();
            for (Future<String> reader : readers) {
                seen.add(reader.get(60, TimeUnit.SECONDS));
            }
            System.out.println(swaps + " swaps, subscriptions: " + seen);
            assertThat(seen).allMatch(one -> one.endsWith("mixed []"));
        }
    }

    /** Reads data that grow with each swap, joined with rows that must keep one color. */
    private static Callable<String> boundReader(String from) {
        return () -> {
            try (SqlClient reader = connect()) {
                Set<String> colors = new TreeSet<>();
                return follow(reader, "SELECT v.a, v.b, n FROM " + from, state -> {
                    state.forEach(row -> colors.add(row.substring(0, row.lastIndexOf('|'))));
                    return !colors.equals(Set.of("blue|blue")) && !colors.equals(Set.of("green|green"));
                });
            }
        };
    }

    /** Reads from the catalog which schemas are live: both of one version, at each timestamp. */
    private static Callable<String> catalogReader(List<String> blue) {
        return () -> {
            try (SqlClient reader = connect()) {
                String query = "SELECT a.id, b.id FROM mz_catalog.mz_schemas a, mz_catalog.mz_schemas b"
                        + " WHERE a.name = 'sub_a' AND b.name = 'sub_b'";
                return follow(reader, query, state -> {
                    List<String> ids = List.of(String.join(";", state).split("\\|"));
                    return ids.size() != 2 || blue.contains(ids.get(0)) != blue.contains(ids.get(1));
                });
            }
        };
    }

    private interface Judge {
        boolean isMixed(TreeSet<String> state);
    }

    /** Applies the updates of each timestamp, and checks the rows when the timestamp is complete. */
    private static String follow(SqlClient reader, String query, Judge judge) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        List<String> mixed = new ArrayList<>();
        int changes = 0;
        reader.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE (" + query + ") WITH (PROGRESS)");
        while (changes < CHANGES && mixed.isEmpty()) {
            for (String row : reader.rows("FETCH ALL c")) {
                String[] parts = row.split("\\|", 4);
                if (parts[1].equals("t")) {
                    TreeSet<String> state = new TreeSet<>(counts.keySet());
                    changes++;
                    // A view over an empty beat table is empty.
                    if (!state.isEmpty() && judge.isMixed(state)) {
                        mixed.add(state.toString());
                    }
                } else {
                    counts.merge(parts[3], Long.parseLong(parts[2]), Long::sum);
                    counts.values().removeIf(count -> count == 0);
                }
            }
        }
        return changes + " changes, mixed " + mixed;
    }

    /** Opens subscriptions repeatedly. Columns and rows must be of one version, and both versions must occur. */
    private static String opener() throws SQLException {
        Map<String, Integer> seen = new HashMap<>();
        List<String> mixed = new ArrayList<>();
        try (SqlClient reader = connect()) {
            while (mixed.isEmpty()
                    && (seen.getOrDefault("blue|blue", 0) < CHANGES
                            || seen.getOrDefault("green|green|more", 0) < CHANGES)) {
                reader.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE sub_a.v");
                String data = String.join(" and ", data("FETCH ALL c", reader)).substring(2);
                seen.merge(data, 1, Integer::sum);
                if (!data.equals("blue|blue") && !data.equals("green|green|more")) {
                    mixed.add(data);
                }
                reader.run("COMMIT");
            }
        }
        return seen + ", mixed " + mixed;
    }
}

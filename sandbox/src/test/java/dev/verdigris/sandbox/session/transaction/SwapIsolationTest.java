package dev.verdigris.sandbox.session.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.sandbox.Rounds;
import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.catalog.lock.NameResolutionLockTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers that join across two schemas, and with the catalog, while both schemas and two clusters are swapped back and
 * forth. Without the lock, PostgreSQL mixes hundreds of results at this load; {@link NameResolutionLockTest} shows one
 * of them.
 */
class SwapIsolationTest {

    /** The least number; on a busy machine the swaps go on until every reader has read often enough. */
    private static final int SWAPS = Rounds.of(100, 1000);

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int READERS = 8;

    /** A reader that hardly ever sees a swap would prove nothing. */
    private static final int LEAST_CHANGES = SWAPS / 20;

    /** Leaves some of the processor to the swaps; a reader still reads most of the time. */
    private static final long BETWEEN_READS_NANOS = 500_000;

    private static final String SWAP = "BEGIN; ALTER SCHEMA iso_a SWAP WITH iso_a_staged;"
            + " ALTER SCHEMA iso_b SWAP WITH iso_b_staged; ALTER CLUSTER iso_c SWAP WITH iso_c_staged;"
            + " ALTER CLUSTER iso_d SWAP WITH iso_d_staged; COMMIT";

    private static final List<String> MODES =
            List.of("&preferQueryMode=simple", "&prepareThreshold=0", "&prepareThreshold=1");

    /** Every column of a row is a color, and all of them must be one. */
    private static final List<String> QUERIES = List.of(
            "SELECT a.color, b.color FROM iso_a.t_iso_a a, iso_b.t_iso_b b",
            "SELECT a.color, b.color FROM t_iso_a a, t_iso_b b",
            "SELECT a.color, c.color, d.color FROM iso_a.t_iso_a a"
                    + " JOIN iso_of c ON c.id = (SELECT id FROM mz_catalog.mz_clusters WHERE name = 'iso_c')"
                    + " JOIN iso_of d ON d.id = (SELECT id FROM mz_catalog.mz_clusters WHERE name = 'iso_d')");

    private final AtomicBoolean stop = new AtomicBoolean();

    /** How many readers have seen enough. */
    private final AtomicInteger satisfied = new AtomicInteger();

    /** The result of one reader: the number of rows of each color, and the number of changes of the color. */
    private static final class Seen {
        private String last = "";
        private int blue;
        private int green;
        private int changes;
        private final Set<String> mixed = new TreeSet<>();

        private void row(List<String> colors) {
            String color = colors.get(0);
            if (!colors.stream().allMatch(color::equals)) {
                mixed.add(String.join(", ", colors));
            }
            blue += color.equals("blue") ? 1 : 0;
            green += color.equals("green") ? 1 : 0;
            changes += color.equals(last) ? 0 : 1;
            last = color;
        }

        private boolean isEnough() {
            return Math.min(changes, Math.min(blue, green)) > LEAST_CHANGES;
        }

        @Override
        public String toString() {
            return blue + " blue, " + green + " green, " + changes + " changes, mixed " + mixed;
        }
    }

    @Test
    void noReaderSeesHalfASwapOrFails() throws Exception {
        prepare();
        List<Future<Seen>> readers = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        int swaps;
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            for (int i = 0; i < READERS; i++) {
                String mode = MODES.get(i % MODES.size());
                String query = QUERIES.get(i / MODES.size());
                readers.add(threads.submit(() -> read(mode, query)));
            }
            try {
                swaps = swapBackAndForth(readers);
            } finally {
                stop.set(true);
            }
            for (Future<Seen> reader : readers) {
                seen.add(reader.get(240, TimeUnit.SECONDS));
            }
        }
        System.out.println(swaps + " swaps, readers: " + seen);
        assertThat(seen).hasSize(READERS).allSatisfy(one -> {
            assertThat(one.mixed).isEmpty();
            assertThat(one.blue).isGreaterThan(LEAST_CHANGES);
            assertThat(one.green).isGreaterThan(LEAST_CHANGES);
            assertThat(one.changes).isGreaterThan(LEAST_CHANGES);
        });
    }

    private static void prepare() throws SQLException {
        try (Connection connection = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            each(statement, "CREATE TABLE iso_of (id text, color text)", "GRANT SELECT ON TABLE iso_of TO PUBLIC");
            for (String suffix : List.of("", "_staged")) {
                String color = suffix.isEmpty() ? "blue" : "green";
                for (String schema : List.of("iso_a", "iso_b")) {
                    String name = schema + suffix;
                    String table = name + ".t_" + schema;
                    each(
                            statement,
                            "CREATE SCHEMA " + name,
                            "CREATE TABLE " + table + " (color text)",
                            "INSERT INTO " + table + " VALUES ('" + color + "')",
                            "GRANT USAGE ON SCHEMA " + name + " TO PUBLIC",
                            "GRANT SELECT ON TABLE " + table + " TO PUBLIC");
                }
                for (String cluster : List.of("iso_c", "iso_d")) {
                    String name = cluster + suffix;
                    each(statement, "CREATE CLUSTER " + name + " (SIZE '25cc', REPLICATION FACTOR 0)");
                    each(statement, "INSERT INTO iso_of VALUES ('" + idOf(statement, name) + "', '" + color + "')");
                }
            }
        }
    }

    private static void each(Statement statement, String... texts) throws SQLException {
        for (String text : texts) {
            statement.execute(text);
        }
    }

    private static String idOf(Statement statement, String cluster) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT id FROM mz_catalog.mz_clusters WHERE name = '" + cluster + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private Seen read(String mode, String sql) throws SQLException {
        Seen seen = new Seen();
        try (Connection connection = SharedSandbox.connect(mode)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET search_path = iso_a, iso_b, public");
            }
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                boolean enough = false;
                while (!stop.get()) {
                    seen.row(readOnce(query));
                    if (!enough && seen.isEnough()) {
                        enough = true;
                        satisfied.incrementAndGet();
                    }
                    LockSupport.parkNanos(BETWEEN_READS_NANOS);
                }
            }
        }
        return seen;
    }

    private static List<String> readOnce(PreparedStatement query) throws SQLException {
        List<String> colors = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            assertThat(row.next()).isTrue();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                colors.add(row.getString(column));
            }
            assertThat(row.next()).isFalse();
        }
        return colors;
    }

    /** Ends early when a reader has ended, because only a failed reader ends. */
    private int swapBackAndForth(List<Future<Seen>> readers) throws SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int swaps = 0;
        try (Connection connection = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            while (readers.stream().noneMatch(Future::isDone)
                    && (swaps < SWAPS || satisfied.get() < READERS && System.nanoTime() < deadline)) {
                statement.execute(SWAP);
                swaps++;
            }
        }
        return swaps;
    }
}

package dev.verdigris.sandbox.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.verdigris.sandbox.SharedSandbox;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers that join across two schemas while both are swapped back and forth. Without the gate, PostgreSQL mixes
 * hundreds of results at this load.
 */
class SwapIsolationTest {

    private static final int SWAPS = 300;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong mixed = new AtomicLong();

    @Test
    void noReaderSeesHalfASwapOrFails() throws Exception {
        prepare("iso_a", "iso_b");
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                String mode = List.of("&preferQueryMode=simple", "&prepareThreshold=0", "&prepareThreshold=1")
                        .get(i % 3);
                boolean viaSearchPath = i >= 6;
                readers.add(threads.submit(() -> read(mode, viaSearchPath)));
            }
            try {
                swapBackAndForth();
            } finally {
                stop.set(true);
            }
            for (Future<?> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isNull();
            }
        }
        assertThat(mixed).hasValue(0);
        assertThat(reads.get()).isGreaterThan(SWAPS);
    }

    private static void prepare(String... schemas) throws SQLException {
        try (Connection connection = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            for (String schema : schemas) {
                for (String colour : List.of("", "_staged")) {
                    String name = schema + colour;
                    statement.executeUpdate("CREATE SCHEMA " + name);
                    statement.executeUpdate("CREATE TABLE " + name + ".t_" + schema + " (colour text)");
                    statement.executeUpdate("INSERT INTO " + name + ".t_" + schema + " VALUES ('"
                            + (colour.isEmpty() ? "blue" : "green") + "')");
                    statement.executeUpdate("GRANT USAGE ON SCHEMA " + name + " TO PUBLIC");
                    statement.executeUpdate("GRANT SELECT ON TABLE " + name + ".t_" + schema + " TO PUBLIC");
                }
            }
        }
    }

    private Void read(String mode, boolean viaSearchPath) throws SQLException {
        String sql = viaSearchPath
                ? "SELECT a.colour, b.colour FROM t_iso_a a, t_iso_b b"
                : "SELECT a.colour, b.colour FROM iso_a.t_iso_a a, iso_b.t_iso_b b";
        try (Connection connection = SharedSandbox.connect(mode)) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("SET search_path = iso_a, iso_b");
            }
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                while (!stop.get()) {
                    readOnce(query);
                }
            }
        }
        return null;
    }

    private void readOnce(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            assertThat(rows.next()).isTrue();
            if (!rows.getString(1).equals(rows.getString(2))) {
                mixed.incrementAndGet();
            }
            reads.incrementAndGet();
        }
    }

    private static void swapBackAndForth() throws SQLException {
        try (Connection connection = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < SWAPS; i++) {
                statement.execute("BEGIN; ALTER SCHEMA iso_a SWAP WITH iso_a_staged;"
                        + " ALTER SCHEMA iso_b SWAP WITH iso_b_staged; COMMIT");
            }
        }
    }
}

package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.verdigris.sandbox.SharedSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The clients that people use: pgjdbc in its modes, and psql. */
class RealClientsTest {

    @ParameterizedTest
    @ValueSource(strings = {"&preferQueryMode=simple", "&preferQueryMode=extended", "&prepareThreshold=1"})
    void pgjdbcQueriesInEachOfItsModes(String mode) throws SQLException {
        try (Connection connection = SharedSandbox.connect(mode);
                PreparedStatement query =
                        connection.prepareStatement("SELECT n, n * 2 FROM generate_series(1, ?) AS s(n)")) {
            for (int round = 1; round <= 3; round++) {
                query.setInt(1, round);
                try (ResultSet rows = query.executeQuery()) {
                    int seen = 0;
                    while (rows.next()) {
                        seen++;
                        assertThat(rows.getInt(2)).isEqualTo(2 * seen);
                    }
                    assertThat(seen).isEqualTo(round);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&preferQueryMode=simple", "&preferQueryMode=extended", "&prepareThreshold=1"})
    void pgjdbcReadsWithinABlock(String mode) throws SQLException {
        try (Connection connection = SharedSandbox.connect(mode);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(statement.execute("SELECT 1")).isTrue();
            assertThat(statement.execute("SELECT 2")).isTrue();
            connection.commit();
            assertThat(statement.execute("SELECT 3")).isTrue();
            connection.rollback();
        }
    }

    @Test
    void pgjdbcFetchesALargeResultInPortions() throws SQLException {
        try (Connection connection = SharedSandbox.connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(100);
            long sum = 0;
            try (ResultSet rows = statement.executeQuery("SELECT n FROM generate_series(1, 1050) AS s(n)")) {
                while (rows.next()) {
                    sum += rows.getLong(1);
                }
            }
            assertThat(sum).isEqualTo(1050L * 1051 / 2);
            connection.commit();
        }
    }

    @Test
    void psqlRunsSelectsAndBlocks() throws IOException, InterruptedException {
        String output = psql("SELECT 1 + 1; BEGIN; SELECT 'in' || 'side'; COMMIT; SHOW cluster;");
        assertThat(output.lines().toList()).contains("2", "BEGIN", "inside", "COMMIT", "quickstart");
    }

    private static String psql(String script) throws IOException, InterruptedException {
        return Psql.run(script, "-t");
    }

    @Test
    void everyStatementIsLoggedWithItsOutcome() throws SQLException {
        try (Connection connection = SharedSandbox.connect("&ApplicationName=logged&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 41 + 1; SELECT 'second'")).isTrue();
        }
        List<String> logged = SharedSandbox.get().statementLog().entries().stream()
                .filter(entry -> entry.applicationName().equals("logged"))
                .map(entry -> entry.sql() + " -> " + entry.outcome())
                .toList();
        assertThat(logged).containsSequence("SELECT 41 + 1 -> SELECT 1", "SELECT 'second' -> SELECT 1");
    }
}

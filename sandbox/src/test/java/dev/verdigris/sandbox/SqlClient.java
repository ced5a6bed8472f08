package dev.verdigris.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;

/** A pgjdbc connection in simple mode, with short methods for tests. */
public final class SqlClient implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final Connection connection;
    private final Statement statement;

    private SqlClient(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    public static SqlClient connect(String jdbcUrl) throws SQLException {
        return new SqlClient(DriverManager.getConnection(jdbcUrl + "&preferQueryMode=simple"));
    }

    public void run(String... statements) throws SQLException {
        for (String sql : statements) {
            statement.execute(sql);
        }
    }

    /** Calls a function of the sandbox's own. */
    public void fault(String call) throws SQLException {
        run("SELECT mz_sandbox." + call);
    }

    /** The rows of a query, each as its values joined by a bar, NULL as {@code -}. */
    public List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    values.add(value == null ? "-" : value);
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    /**
     * Cancels the statement that another thread runs here. No effect if the statement has not reached the server yet.
     * Each call sends a request, while {@link Statement#cancel} sends only one.
     */
    public void cancel() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** The id by which the server knows this session. */
    public String processId() throws SQLException {
        return rows("SELECT pg_backend_pid()").get(0);
    }

    /** Repeats the query until it returns these rows. */
    public void await(String query, String... expected) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        List<String> last = rows(query);
        while (!last.equals(List.of(expected)) && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            last = rows(query);
        }
        assertThat(last).as(query).containsExactly(expected);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

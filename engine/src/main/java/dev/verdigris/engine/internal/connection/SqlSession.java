package dev.verdigris.engine.internal.connection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * One connection to the server. Every call sends its text as <em>one</em> message of the simple query protocol, so that
 * a text of several statements is one implicit transaction (PostgreSQL protocol 55.2.2.1), read at one timestamp.
 *
 * <p>Not for use by several threads at once, except {@link #cancel()}.
 */
public final class SqlSession implements AutoCloseable {

    /** The cluster that serves the catalog; always there, whatever happens to the user's clusters. */
    public static final String CATALOG_CLUSTER = "mz_catalog_server";

    /** What a cancelled statement may still take to answer before the connection counts as lost. */
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(30);

    private final Connection connection;
    private final Consumer<Notice> notices;
    private volatile @Nullable Statement running;

    private SqlSession(Connection connection, Consumer<Notice> notices) {
        this.connection = connection;
        this.notices = notices;
    }

    /**
     * Connects.
     *
     * @param cluster the session's cluster; empty leaves the role's default
     * @param notices told of what the server says beside its answers
     * @throws ConnectionLost when nobody answers in time
     * @throws ServerRefusal when the server turns us away
     */
    public static SqlSession open(ConnectionSettings settings, Optional<String> cluster, Consumer<Notice> notices) {
        Properties properties = properties(settings, cluster);
        String url = "jdbc:postgresql://" + bracketed(settings.host()) + ":" + settings.port() + "/";
        try {
            return new SqlSession(DriverManager.getConnection(url, properties), notices);
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static Properties properties(ConnectionSettings settings, Optional<String> cluster) {
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, settings.database());
        PGProperty.USER.set(properties, settings.user());
        settings.password().ifPresent(secret -> PGProperty.PASSWORD.set(properties, secret.reveal()));
        PGProperty.SSL_MODE.set(properties, settings.tls().mode().word());
        settings.tls().rootCertificate().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()));
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
        int seconds = Math.toIntExact(Math.max(1, settings.connectTimeout().toSeconds()));
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // One message per call, also for texts of several statements; the driver would split them otherwise.
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        // Spares the driver its round trips after the start-up message.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.5");
        PGProperty.OPTIONS.set(properties, options(cluster));
        settings.properties().forEach(properties::setProperty);
        return properties;
    }

    private static String options(Optional<String> cluster) {
        String options = "--welcome_message=off";
        return cluster.map(name -> options + " --cluster=" + escaped(name)).orElse(options);
    }

    private static String escaped(String option) {
        return option.replace("\\", "\\\\").replace(" ", "\\ ");
    }

    /**
     * Runs a text that may hold several statements, as one message.
     *
     * @return one entry per statement that returned rows
     */
    public List<Rows> script(String sql) {
        return run(sql, Optional.empty());
    }

    /** Runs one query and reads its rows. */
    public Rows query(String sql) {
        return query(sql, Optional.empty());
    }

    /** Runs one query and reads its rows, cancelling it after {@code limit}. */
    public Rows query(String sql, Optional<Duration> limit) {
        List<Rows> results = run(sql, limit);
        if (results.size() != 1) {
            throw new IllegalStateException("expected one result set but got " + results.size());
        }
        return results.get(0);
    }

    /** Runs a statement for its effect. */
    public void execute(String sql) {
        execute(sql, Optional.empty());
    }

    /**
     * Runs a statement for its effect, cancelling it after {@code limit}, in steps of a second.
     *
     * @throws ServerRefusal with {@link ServerRefusal#QUERY_CANCELED} when the limit struck; the server then has not
     *     applied the statement
     * @throws ConnectionLost when the server does not even answer to the cancelling
     */
    public void execute(String sql, Optional<Duration> limit) {
        run(sql, limit);
    }

    /**
     * Runs a text that begins and ends a transaction, as one message.
     *
     * <p>After an error within it the server skips the rest of the message, its end too, and waits in the failed
     * transaction (PostgreSQL protocol 55.2.2.1); so a refusal is followed by a rollback, which leaves the session
     * usable.
     *
     * @throws ServerRefusal nothing of it was applied
     * @throws ConnectionLost it was applied whole or not at all, and only the catalog knows which
     */
    public void transaction(String sql) {
        try {
            execute(sql);
        } catch (ServerRefusal refusal) {
            execute("ROLLBACK");
            throw refusal;
        }
    }

    /** Asks the server to cancel what this session is doing; harmless when it does nothing. */
    public void cancel() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                throw failure(e, "");
            }
        }
    }

    /** Whether the connection is still believed to stand. */
    public boolean isOpen() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    /** Lets go of the connection without a farewell, as is fit for one that is believed to be dead. */
    public void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    /** A parameter that the server reported when the session began or since, such as {@code mz_version}. */
    public Optional<String> serverParameter(String name) {
        try {
            return Optional.ofNullable(connection.unwrap(PGConnection.class).getParameterStatus(name));
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    private List<Rows> run(String sql, Optional<Duration> limit) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (limit.isPresent()) {
                long seconds = Math.max(1, limit.get().plusMillis(999).toSeconds());
                statement.setQueryTimeout(Math.toIntExact(seconds));
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(seconds * 1_000 + CANCEL_GRACE.toMillis()));
            }
            running = statement;
            try {
                List<Rows> results = collect(statement, sql);
                tell(statement.getWarnings());
                return results;
            } finally {
                running = null;
                if (limit.isPresent() && !connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, 0);
                }
            }
        } catch (SQLException e) {
            throw failure(e, sql);
        }
    }

    private static List<Rows> collect(Statement statement, String sql) throws SQLException {
        List<Rows> results = new ArrayList<>();
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                try (ResultSet set = statement.getResultSet()) {
                    results.add(read(set));
                }
            }
            rows = statement.getMoreResults();
        }
        return results;
    }

    private static Rows read(ResultSet set) throws SQLException {
        ResultSetMetaData meta = set.getMetaData();
        int width = meta.getColumnCount();
        List<String> columns = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<String> names = List.copyOf(columns);
        List<Rows.Row> rows = new ArrayList<>();
        while (set.next()) {
            @Nullable String[] values = new @Nullable String[width];
            for (int i = 0; i < width; i++) {
                values[i] = set.getString(i + 1);
            }
            rows.add(new Rows.Row(names, values));
        }
        return new Rows(names, rows);
    }

    private void tell(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage message = warning instanceof PSQLWarning server ? server.getServerErrorMessage() : null;
            notices.accept(
                    message == null
                            ? new Notice(
                                    "NOTICE",
                                    "00000",
                                    String.valueOf(warning.getMessage()),
                                    Optional.empty(),
                                    Optional.empty())
                            : new Notice(
                                    textOr(message.getSeverity(), "NOTICE"),
                                    textOr(message.getSQLState(), "00000"),
                                    textOr(message.getMessage(), ""),
                                    Optional.ofNullable(message.getDetail()),
                                    Optional.ofNullable(message.getHint())));
        }
    }

    private static SqlFailure failure(SQLException e, String statement) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String state = textOr(e.getSQLState(), "08006");
        if (message == null || isLoss(state)) {
            return new ConnectionLost(textOr(e.getMessage(), "connection lost"), state, statement, e);
        }
        return new ServerRefusal(
                textOr(message.getMessage(), ""), state, message.getDetail(), message.getHint(), statement, e);
    }

    /** Class 08 and the administrator's shutdowns leave no session behind (PostgreSQL, appendix A). */
    private static boolean isLoss(String state) {
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03");
    }

    private static String textOr(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}

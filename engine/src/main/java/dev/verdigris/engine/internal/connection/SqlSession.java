package dev.verdigris.engine.internal.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.StatementKind;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * One connection to the server. Every call sends its text as <em>one</em> message of the simple query protocol, so that
 * a text of several statements is one implicit transaction (PostgreSQL protocol 55.2.2.1), read at one timestamp.
 *
 * <p>Not for use by several threads at once.
 */
public final class SqlSession implements AutoCloseable {

    /** The cluster that serves the catalog. It always exists. */
    public static final String CATALOG_CLUSTER = "mz_catalog_server";

    /** The longest wait for the answer of a cancelled statement that may have changed something. */
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(5);

    /** The same for a statement that only reads: nothing is lost with its answer. */
    private static final Duration READ_GRACE = Duration.ofMillis(500);

    private final Connection connection;
    private final Consumer<Notice> notices;
    private final Cancellation cancellation;
    private final AnswerWatch watch;
    private final Optional<Found> found;

    SqlSession(
            Connection connection,
            Consumer<Notice> notices,
            Cancellation cancellation,
            AnswerWatch watch,
            Optional<Found> found) {
        this.connection = connection;
        this.notices = notices;
        this.cancellation = cancellation;
        this.watch = watch;
        this.found = found;
    }

    /**
     * How a borrowed connection was found. It is given back so, with the cluster of its role and without transaction.
     *
     * @param autoCommit whether each statement commits
     */
    record Found(boolean autoCommit) {}

    /** Connects with the driver. The session's statements cannot be cancelled. See {@link ConnectionSource#open}. */
    public static SqlSession open(ConnectionSettings settings, Optional<String> cluster, Consumer<Notice> notices) {
        return ConnectionSource.of(settings).open(cluster, notices, new Cancellation(), AnswerWatch.silent());
    }

    /**
     * Runs a text with one or more queries as one message.
     *
     * @return one entry per statement that returned rows
     */
    public List<Rows> script(String sql) {
        return run(sql, AnswerLimit.of(StatementKind.CATALOG));
    }

    /** Runs one query and reads its rows. */
    public Rows query(String sql) {
        return query(sql, AnswerLimit.of(StatementKind.CATALOG));
    }

    /** Runs one query and reads its rows. The failures are those of {@link #execute(String, AnswerLimit)}. */
    public Rows query(String sql, AnswerLimit limit) {
        List<Rows> results = run(sql, limit);
        if (results.size() != 1) {
            throw new IllegalStateException("expected one result set but got " + results.size());
        }
        return results.get(0);
    }

    /** Runs a statement for its effect. */
    public void execute(String sql) {
        execute(sql, AnswerLimit.of(StatementKind.OTHER));
    }

    /**
     * Runs a statement for its effect, and cancels it at its limit. If there is still no answer 5 s later, or half a
     * second later for a statement that only reads, the connection is given up. Both failures have
     * {@link SqlFailure#noAnswer()}.
     *
     * @throws ServerRefusal with {@link ServerRefusal#QUERY_CANCELED} if it was cancelled after the limit; then the
     *     server has not applied the statement
     * @throws ConnectionLost if the server does not answer to the cancellation either; then only the catalog shows
     *     whether the server has applied it, and it may still do so
     */
    public void execute(String sql, AnswerLimit limit) {
        run(sql, limit);
    }

    /**
     * Runs a text that begins and ends a transaction, as one message.
     *
     * <p>After an error, the server skips the rest of the message, including the end of the transaction, and waits in
     * the failed transaction (PostgreSQL protocol 55.2.2.1). So this method rolls back after a refusal, and the session
     * is usable again.
     *
     * @throws ServerRefusal if the server refused it; nothing of it was applied
     * @throws CancelledException if it was not sent, or the server cancelled it; nothing of it was applied
     * @throws ConnectionLost if the connection was lost; it was applied completely or not at all, and only the catalog
     *     shows which
     */
    public void transaction(String sql, StatementKind kind) {
        try {
            execute(sql, AnswerLimit.of(kind));
        } catch (ServerRefusal | CancelledException refusal) {
            send("ROLLBACK", AnswerLimit.of(kind));
            throw refusal;
        }
    }

    /** Whether the connection is open, as far as the driver knows. */
    boolean isOpen() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        }
    }

    /** Aborts the connection without a message to the server, for a connection that is probably dead. */
    public void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        }
    }

    /**
     * The number of the connection, as {@code mz_internal.mz_sessions} shows it. The server sends it when the session
     * begins, in BackendKeyData. Empty for a borrowed connection, which lives longer than the run.
     */
    Optional<Long> connectionId() {
        try {
            return found.isPresent()
                    ? Optional.empty()
                    : Optional.of(Integer.toUnsignedLong(
                            connection.unwrap(PGConnection.class).getBackendPID()));
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        }
    }

    /** The parameter with the version of the server. The server reports it when the session begins. */
    public static final String VERSION = "mz_version";

    /** A parameter that the server has reported, such as {@link #VERSION}. */
    public Optional<String> serverParameter(String name) {
        try {
            return Optional.ofNullable(connection.unwrap(PGConnection.class).getParameterStatus(name));
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        }
    }

    @Override
    public void close() {
        try {
            if (found.isPresent() && !restored(found.get())) {
                abandon();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        }
    }

    /** Restores the borrowed connection to its first state. Returns whether that succeeded. */
    private boolean restored(Found first) throws SQLException {
        if (connection.isClosed()) {
            return true;
        }
        try {
            if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
                send("ROLLBACK", AnswerLimit.of(StatementKind.OTHER));
            }
            send("RESET cluster", AnswerLimit.of(StatementKind.OTHER));
            connection.setAutoCommit(first.autoCommit());
            return true;
        } catch (SqlFailure | CancelledException failure) {
            return false;
        }
    }

    private List<Rows> run(String sql, AnswerLimit limit) {
        cancellation.heed();
        return send(sql, limit);
    }

    private List<Rows> send(String sql, AnswerLimit limit) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (AnswerWatch.Wait wait = watch.begin(limit, () -> Cancellation.cancel(statement))) {
                return answer(
                        statement, sql, wait.limit().plus(limit.kind().reads() ? READ_GRACE : CANCEL_GRACE), wait);
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e, sql);
        }
    }

    private List<Rows> answer(Statement statement, String sql, Duration most, AnswerWatch.Wait wait)
            throws SQLException {
        int before = connection.getNetworkTimeout();
        int millis = Math.toIntExact(Math.min(most.toMillis(), Integer.MAX_VALUE));
        connection.setNetworkTimeout(Runnable::run, before > 0 ? Math.min(before, millis) : millis);
        cancellation.begins(statement);
        try {
            List<Rows> results = collect(statement, sql);
            wait.answered();
            passOn(statement.getWarnings());
            return results;
        } catch (SQLException e) {
            throw cancellation.meaning(SqlFailure.of(e, sql, wait.failed()));
        } finally {
            // In this order: a listener that cancels the verb waits for this, and the wait ends after the listener.
            cancellation.ended(statement);
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
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

    private void passOn(@Nullable SQLWarning first) {
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
                                    SqlFailure.harmless(message.getHint())));
        }
    }

    private static String textOr(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}

package dev.verdigris.engine.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.progress.StatementKind;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Borrows connections, and returns them without transaction, with the role's own cluster, and with autocommit as it
 * was.
 *
 * @param dataSource gives connections of the PostgreSQL JDBC driver, wrapped or not
 */
record DataSourceConnections(DataSource dataSource) implements ConnectionSource {

    @Override
    public SqlSession open(
            Optional<String> cluster, Consumer<Notice> notices, Cancellation cancellation, AnswerWatch watch) {
        SqlSession session = borrow(notices, cancellation, watch);
        boolean ready = false;
        try {
            cluster.ifPresent(name ->
                    session.execute("SET cluster = " + Identifier.of(name).sql()));
            ready = true;
            return session;
        } finally {
            if (!ready) {
                session.abandon();
            }
        }
    }

    /** The data source decides how long this may take. */
    private SqlSession borrow(Consumer<Notice> notices, Cancellation cancellation, AnswerWatch watch) {
        AnswerWatch.Wait wait = watch.beginUnlimited(AnswerLimit.of(StatementKind.SESSION));
        try {
            Connection connection = dataSource.getConnection();
            boolean ready = false;
            try {
                Optional<String> fault = fault(connection);
                if (fault.isPresent()) {
                    throw new UnfitConnection(fault.get());
                }
                SqlSession.Found found = new SqlSession.Found(connection.getAutoCommit());
                connection.setAutoCommit(true);
                ready = true;
                return new SqlSession(connection, notices, cancellation, watch, Optional.of(found));
            } finally {
                if (!ready) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e, "");
        } finally {
            wait.close();
        }
    }

    /**
     * The reason why the engine cannot use a connection. One text of several statements must reach the server as one
     * message, and in other modes the driver splits it.
     */
    private static Optional<String> fault(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return Optional.of("the data source does not give connections of the PostgreSQL JDBC driver");
        }
        PreferQueryMode mode = connection.unwrap(PGConnection.class).getPreferQueryMode();
        return mode == PreferQueryMode.SIMPLE
                ? Optional.empty()
                : Optional.of("the data source's connections have preferQueryMode=" + mode.value()
                        + ", but must have preferQueryMode=simple");
    }

    @Override
    public String address() {
        return "data source " + dataSource.getClass().getName();
    }
}

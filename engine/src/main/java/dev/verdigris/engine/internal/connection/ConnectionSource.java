package dev.verdigris.engine.internal.connection;

import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;

/** The source of sessions. */
public sealed interface ConnectionSource permits ServerConnections, DataSourceConnections {

    /** Connects with the driver. */
    static ConnectionSource of(ConnectionSettings settings) {
        return new ServerConnections(settings);
    }

    /** Borrows connections. */
    static ConnectionSource of(DataSource dataSource) {
        return new DataSourceConnections(dataSource);
    }

    /**
     * Connects.
     *
     * @param cluster the session's cluster; empty means the role's default
     * @param notices receives the server's messages in addition to its answers
     * @param cancellation stops the session's statements
     * @param watch limits the wait for the session and for the answers to its statements
     * @throws ConnectionLost when the server does not answer in time
     * @throws ServerRefusal when the server refuses the session
     * @throws UnfitConnection when the engine cannot use the connection
     */
    SqlSession open(Optional<String> cluster, Consumer<Notice> notices, Cancellation cancellation, AnswerWatch watch);

    /** The server without secrets, for messages. */
    String address();
}

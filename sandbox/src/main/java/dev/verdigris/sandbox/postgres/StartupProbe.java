package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.CatalogTransaction.Row;
import dev.verdigris.sandbox.error.SqlError;

/**
 * Asks a server that has just been started whether it is the right one, and changes its password. Every wait ends after
 * a limit.
 */
final class StartupProbe implements AutoCloseable {

    private final BackendConnection connection;

    private StartupProbe(BackendConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @param limit how long to wait for each answer
     * @throws SqlError when the server answers with an error
     * @throws IOException when nothing listens there, or it does not answer in time
     */
    static StartupProbe open(Path socket, String user, String database, String password, Duration limit)
            throws IOException {
        try {
            BackendAddress address = new BackendAddress(socket, user, password, database);
            return new StartupProbe(BackendConnection.open(address, "verdigris-sandbox-probe", limit));
        } catch (BackendLost lost) {
            throw lost.getCause();
        }
    }

    /**
     * Runs a statement.
     *
     * @return the first column of the last row, or an empty text when there is none
     * @throws SqlError when the server answers with an error
     * @throws IOException when the server does not answer in time or closes the connection
     */
    String ask(String sql) throws IOException {
        try {
            List<Row> rows = connection.sql().query(sql);
            String value = rows.isEmpty() ? null : rows.get(rows.size() - 1).nullable(0);
            return value == null ? "" : value;
        } catch (BackendLost lost) {
            throw lost.getCause();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.verdigris.sandbox.backend;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.RequestBatch;
import dev.verdigris.sandbox.wire.TransactionStatus;

/**
 * One session of the sandbox's PostgreSQL, as its superuser. For one thread at a time, except {@link #cancel()} and
 * {@link #close()}.
 *
 * <p>Every method throws {@link BackendLost} if the connection is broken.
 */
public final class BackendConnection implements AutoCloseable {

    private final BackendAddress address;
    private final FrameChannel channel;
    private int processId;
    private int secret;
    private TransactionStatus status = TransactionStatus.IDLE;

    private BackendConnection(BackendAddress address, FrameChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    /** Logs in. Throws {@link SqlError} if PostgreSQL refuses. */
    public static BackendConnection open(BackendAddress address, String applicationName) {
        return open(address, applicationName, FrameChannel.NO_LIMIT);
    }

    /**
     * Logs in to a server that may not be ours.
     *
     * @param limit how long to wait for each answer, at the login and later
     * @throws SqlError if the server refuses the login
     * @throws BackendLost if nothing listens, or the server does not answer in time
     */
    public static BackendConnection open(BackendAddress address, String applicationName, Duration limit) {
        try {
            FrameChannel channel = FrameChannel.connect(address.socket(), limit);
            BackendConnection connection = new BackendConnection(address, channel);
            try {
                connection.logIn(applicationName);
                return connection;
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException lost) {
            throw new BackendLost(lost);
        }
    }

    private void logIn(String applicationName) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", address.user());
        parameters.put("database", address.database());
        parameters.put("client_encoding", "UTF8");
        parameters.put("application_name", applicationName);
        channel.write(RequestBatch.startup(parameters));
        while (true) {
            Frame frame = channel.read();
            MessageBody body = new MessageBody(frame.body());
            switch (frame.type()) {
                case 'R' -> authenticate(body.int32());
                case 'K' -> {
                    processId = body.int32();
                    secret = body.int32();
                }
                case 'E' -> throw new SqlError(Diagnostics.decode(frame.body()));
                case 'Z' -> {
                    return;
                }
                default -> {
                    // ParameterStatus and notices of the login: the client gets the sandbox's own.
                }
            }
        }
    }

    private void authenticate(int method) throws IOException {
        switch (method) {
            case 0 -> {
                // AuthenticationOk
            }
            case 3 ->
                channel.write(new RequestBatch().password(address.password()).toBytes());
            default -> throw new IOException("PostgreSQL asks for authentication method " + method);
        }
    }

    /** The id of PostgreSQL's process, which {@code pg_backend_pid()} shows. */
    public int processId() {
        return processId;
    }

    /** The transaction's state in the newest ReadyForQuery. */
    public TransactionStatus status() {
        return status;
    }

    /** Sends a batch. The caller must read all its answers. */
    public void send(RequestBatch batch) {
        try {
            channel.write(batch.toBytes());
        } catch (IOException lost) {
            throw new BackendLost(lost);
        }
    }

    /** The next frame. */
    public Frame read() {
        try {
            Frame frame = channel.read();
            if (frame.type() == 'Z') {
                status = TransactionStatus.of(frame.body()[0]);
            }
            return frame;
        } catch (IOException lost) {
            throw new BackendLost(lost);
        }
    }

    /** Reads and drops frames up to ReadyForQuery. */
    public void drain() {
        while (read().type() != 'Z') {
            // The dropped frames belong to a request with a known outcome.
        }
    }

    /**
     * Asks PostgreSQL to stop the running statement. Any thread may call this. A request that arrives too late has no
     * effect. PostgreSQL has handled the request when this returns, so it cannot stop a later statement.
     */
    public void cancel() {
        try (FrameChannel other = FrameChannel.connect(address.socket(), FrameChannel.NO_LIMIT)) {
            other.write(RequestBatch.cancel(processId, secret));
            other.awaitEnd();
        } catch (IOException lost) {
            throw new BackendLost(lost);
        }
    }

    /** Plain queries over this connection, in its current transaction. */
    public CatalogTransaction sql() {
        return new DirectSql(this);
    }

    /** Ends the session. PostgreSQL rolls back an open transaction. */
    @Override
    public void close() {
        try {
            channel.write(new RequestBatch().terminate().toBytes());
        } catch (IOException gone) {
            // The server has gone. The channel is closed below in any case.
        }
        try {
            channel.close();
        } catch (IOException lost) {
            throw new BackendLost(lost);
        }
    }
}

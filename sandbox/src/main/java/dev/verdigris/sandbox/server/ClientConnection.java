package dev.verdigris.sandbox.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.ServerPanic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.LoginRole;
import dev.verdigris.sandbox.session.ClientSession;
import dev.verdigris.sandbox.wire.BackendWriter;
import dev.verdigris.sandbox.wire.FrontendMessage;
import dev.verdigris.sandbox.wire.FrontendReader;
import dev.verdigris.sandbox.wire.ProtocolViolation;
import dev.verdigris.sandbox.wire.StartupRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, from its first byte to its last, on its own thread. */
final class ClientConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int BUFFER = 64 * 1024;
    private static final int MESSAGE_HEAD = 1 + Integer.BYTES;

    private final Server server;
    private final Access access;
    private final Socket socket;
    private final LoginInput arriving;
    private final BufferedInputStream input;
    private final FrontendReader reader;
    private final BackendWriter writer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    ClientConnection(Server server, Access access, Socket socket) throws IOException {
        this.server = server;
        this.access = access;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.arriving = new LoginInput(socket, server.limits().loginTime());
        this.input = new BufferedInputStream(arriving, BUFFER);
        this.reader = new FrontendReader(input);
        this.writer = new BackendWriter(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    }

    @Override
    public void run() {
        try (socket) {
            serve();
        } catch (IOException gone) {
            LOG.debug("the client has gone: {}", gone.toString());
        } finally {
            server.forget(this);
            ended.countDown();
        }
    }

    /**
     * Ends the session from another thread. The session's thread sees the end of its input and sends the reason to the
     * client.
     */
    void stop() throws IOException {
        stopping = true;
        if (!socket.isClosed()) {
            socket.shutdownInput();
        }
    }

    /** Waits until the session has ended and its connection is closed, but no longer than {@code limit}. */
    void awaitEnd(Duration limit) throws InterruptedException {
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a session does not end");
        }
    }

    /** Whether this side has closed the connection. */
    boolean isBroken() {
        return socket.isClosed();
    }

    /** Breaks the connection without a word. */
    void disconnect() {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("a disconnected client has gone: {}", gone.toString());
        }
    }

    private void serve() throws IOException {
        try {
            Optional<StartupRequest.Startup> startup = negotiate();
            if (startup.isPresent()) {
                logIn(startup.get());
            }
        } catch (ProtocolViolation violation) {
            fatal(violation.sqlState(), String.valueOf(violation.getMessage()));
        } catch (SqlError failure) {
            Diagnostic reason = failure.diagnostic();
            fatal(reason.sqlState(), reason.message());
        } catch (ServerPanic panic) {
            LOG.warn("the server panics as Materialize does: {}", panic.getMessage());
            ended.countDown();
            server.panic(this);
        } catch (BackendLost lost) {
            fatal("57P01", "terminating connection due to administrator command");
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.error("a session ends because of a bug in the sandbox", bug);
            fatal("XX000", "internal error of the sandbox: " + bug);
        }
    }

    /** Empty when there is nothing to log in: the client has gone, or it was a cancel request. */
    private Optional<StartupRequest.Startup> negotiate() throws IOException {
        while (true) {
            Optional<StartupRequest> request = reader.startup();
            if (request.isEmpty()) {
                return Optional.empty();
            }
            switch (request.get()) {
                case StartupRequest.Ssl ssl -> writer.refuseEncryption();
                case StartupRequest.GssEncryption gss -> writer.refuseEncryption();
                case StartupRequest.Cancel cancel -> {
                    server.services().sessions().cancel(cancel.processId(), cancel.secret());
                    return Optional.empty();
                }
                case StartupRequest.OtherVersion other ->
                    throw SqlError.of("08004", "server does not support the client's requested protocol version");
                case StartupRequest.Startup startup -> {
                    return Optional.of(startup);
                }
            }
        }
    }

    private void logIn(StartupRequest.Startup startup) throws IOException {
        String user = startup.parameters().getOrDefault("user", "");
        if (user.isEmpty()) {
            throw SqlError.of("28000", "no user name specified in startup packet");
        }
        Login.refuseReserved(user, access);
        authenticate(user);
        arriving.loggedIn();
        server.acquireSlot(this);
        UUID id = UUID.randomUUID();
        try {
            enter(id, user, startup);
        } finally {
            server.releaseSlot();
            // This comes last, because a client that sees in the catalog that the session has ended must find its slot
            // free.
            server.login().leave(id);
        }
    }

    private void enter(UUID id, String user, StartupRequest.Startup startup) throws IOException {
        try (BackendConnection backend = server.connect()) {
            LoginRole role = server.login().role(user, server.authenticator(), backend);
            server.login()
                    .enter(
                            id,
                            backend.processId(),
                            role,
                            socket.getInetAddress().getHostAddress());
            run(
                    new ClientSession(id, server.services(), backend, writer, role, this::isConnected),
                    startup,
                    backend.processId());
        }
    }

    /**
     * Looks at what the client has sent meanwhile, without consuming it. Without a Terminate message it still waits.
     */
    private boolean isConnected() throws IOException {
        socket.setSoTimeout(1);
        input.mark(BUFFER);
        try {
            return !goodbyeWaits();
        } catch (SocketTimeoutException quiet) {
            return !stopping;
        } catch (EOFException gone) {
            return false;
        } finally {
            input.reset();
        }
    }

    /** A Sync usually precedes it, that of the statement in progress. */
    private boolean goodbyeWaits() throws IOException {
        DataInputStream ahead = new DataInputStream(input);
        int seen = 0;
        while (seen <= BUFFER - MESSAGE_HEAD) {
            int type = ahead.read();
            if (type < 0 || type == 'X') {
                return true;
            }
            int length = ahead.readInt();
            if (length < Integer.BYTES || length >= BUFFER - seen) {
                return false;
            }
            ahead.skipNBytes(length - Integer.BYTES);
            seen += length + 1;
        }
        return false;
    }

    private void authenticate(String user) throws IOException {
        if (!(server.authenticator() instanceof Authenticator.Passwords passwords)) {
            return;
        }
        writer.authenticationCleartextPassword();
        writer.flush();
        Optional<FrontendMessage> answer = reader.next();
        boolean accepted = answer.isPresent()
                && answer.get() instanceof FrontendMessage.Password password
                && passwords.accepts(user, password.value());
        if (!accepted) {
            throw SqlError.of("28P01", "invalid password");
        }
    }

    private void run(ClientSession session, StartupRequest.Startup startup, int processId) throws IOException {
        int secret = server.services().sessions().add(processId, session::cancel);
        try {
            session.start(startup.parameters(), processId, secret);
            boolean open = true;
            while (open && !stopping) {
                socket.setSoTimeout(session.idleLimitMillis());
                Optional<FrontendMessage> message = reader.next();
                open = message.isPresent() && session.handle(message.get());
            }
            if (stopping) {
                fatal("57P01", "terminating connection due to administrator command");
            }
        } catch (SocketTimeoutException idle) {
            fatal("25P03", "terminating connection due to idle-in-transaction timeout");
        } finally {
            server.services().sessions().remove(processId);
        }
    }

    private void fatal(String sqlState, String message) throws IOException {
        writer.diagnostic(new Diagnostic("FATAL", sqlState, message, null, null, null));
        writer.flush();
    }
}

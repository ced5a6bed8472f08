package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.session.core.SessionServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections at any number of ports of this machine's loopback address. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int BACKLOG = 512;
    private static final long AFTER_FAILURE_MILLIS = 100;

    private final SessionServices services;
    private final BackendAddress backend;
    private final Authenticator authenticator;
    private final Login login;
    private final ClientLimits limits;
    private final Semaphore slots;
    private final PendingLogins pendingLogins;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

    /** Held while the server starts again. */
    private final ReentrantLock starting = new ReentrantLock();

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sandbox-client-", 0).factory());

    /** A server that listens nowhere yet. */
    public Server(SessionServices services, BackendAddress backend, Authenticator authenticator, ClientLimits limits) {
        this.services = services;
        this.backend = backend;
        this.authenticator = authenticator;
        this.login = new Login(services);
        this.limits = limits;
        this.slots = new Semaphore(limits.clients());
        this.pendingLogins = new PendingLogins(limits.pendingLogins());
    }

    /**
     * Begins to accept connections.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if the port is taken
     */
    public int listen(int port, Access access) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException taken) {
            listener.close();
            throw taken;
        }
        listeners.add(listener);
        threads.execute(new Listener(listener, socket -> begin(socket, access), this::paused));
        return listener.getLocalPort();
    }

    /**
     * Waits after a failure, so that permanent failures (for instance no file descriptors) do not cause a busy loop.
     * False when the server is closing.
     */
    private boolean paused() {
        try {
            return !closing.await(AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(Socket socket, Access access) throws IOException {
        try {
            ClientConnection connection = new ClientConnection(this, access, socket);
            connections.add(connection);
            pendingLogins.add(connection);
            threads.execute(connection);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /**
     * Acquires a slot for a client that has logged in. The client must release it.
     *
     * @throws dev.verdigris.sandbox.error.SqlError 53000 if all are taken, in the words of Materialize
     */
    void acquireSlot(ClientConnection connection) {
        pendingLogins.remove(connection);
        starting.lock();
        try {
            if (!slots.tryAcquire()) {
                int limit = limits.clients();
                throw Login.fatal(
                        "53000",
                        "creating connection would violate max_connections limit (desired: " + (limit + 1) + ", limit: "
                                + limit + ", current: " + limit + ")");
            }
        } finally {
            starting.unlock();
        }
    }

    /**
     * Breaks every connection and forgets every session, as a server that dies and starts again. A client that connects
     * meanwhile can log in when all sessions are gone.
     *
     * @param cause the connection whose statement caused it; its session has ended already
     */
    void panic(ClientConnection cause) {
        starting.lock();
        try {
            if (cause.isBroken()) {
                return;
            }
            List<ClientConnection> open =
                    connections.stream().filter(each -> each != cause).toList();
            open.forEach(ClientConnection::disconnect);
            services.sessions().cancelAll();
            for (ClientConnection connection : open) {
                connection.awaitEnd(limits.closingTime());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            starting.unlock();
        }
    }

    void releaseSlot() {
        slots.release();
    }

    ClientLimits limits() {
        return limits;
    }

    BackendConnection connect() {
        return BackendConnection.open(backend, "verdigris-sandbox-client");
    }

    SessionServices services() {
        return services;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Login login() {
        return login;
    }

    void forget(ClientConnection connection) {
        pendingLogins.remove(connection);
        connections.remove(connection);
    }

    /** Accepts no more connections and ends the open ones, each with SQLSTATE 57P01. */
    @Override
    public void close() {
        closing.countDown();
        for (ServerSocket listener : listeners) {
            closeQuietly(listener);
        }
        for (ClientConnection connection : connections) {
            try {
                connection.stop();
            } catch (IOException gone) {
                LOG.debug("the client has gone: {}", gone.toString());
            }
        }
        services.sessions().cancelAll();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limits.closingTime().toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(ServerSocket listener) {
        try {
            listener.close();
        } catch (IOException failed) {
            LOG.warn("cannot close a listener", failed);
        }
    }
}

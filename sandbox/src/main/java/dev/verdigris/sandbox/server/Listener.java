package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections until its socket is closed. A failure to accept one does not stop it. */
final class Listener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final ServerSocket socket;
    private final ConnectionHandler handler;
    private final BooleanSupplier pause;

    /** Handles an accepted connection. */
    interface ConnectionHandler {
        void handle(Socket client) throws IOException;
    }

    /**
     * A listener for one bound socket.
     *
     * @param pause waits after each failure, because permanent failures (for instance no file descriptors) must not
     *     cause a busy loop; false when the server is closing
     */
    Listener(ServerSocket socket, ConnectionHandler handler, BooleanSupplier pause) {
        this.socket = socket;
        this.handler = handler;
        this.pause = pause;
    }

    @Override
    public void run() {
        boolean warned = false;
        while (!socket.isClosed()) {
            try {
                handler.handle(socket.accept());
            } catch (IOException failed) {
                if (!warned && !socket.isClosed()) {
                    LOG.warn("cannot accept a connection; further failures are logged at debug", failed);
                    warned = true;
                }
                LOG.debug("cannot accept a connection: {}", failed.toString());
                if (!pause.getAsBoolean()) {
                    return;
                }
            }
        }
    }
}

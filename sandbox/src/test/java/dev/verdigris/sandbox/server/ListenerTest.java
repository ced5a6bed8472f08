package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The listener when the system refuses to accept connections, for instance without file descriptors. */
@Timeout(60)
class ListenerTest {

    /** A real socket that fails to accept some times before it succeeds. */
    private static final class Failing extends ServerSocket {
        private final AtomicInteger failuresLeft;

        Failing(int failures) throws IOException {
            super(0, 50, InetAddress.getLoopbackAddress());
            this.failuresLeft = new AtomicInteger(failures);
        }

        @Override
        public Socket accept() throws IOException {
            if (failuresLeft.getAndDecrement() > 0) {
                throw new IOException("Too many open files");
            }
            return super.accept();
        }
    }

    private static void start(Listener listener) {
        Thread.ofVirtual().start(listener);
    }

    @Test
    void pausesAfterEachFailureAndThenAcceptsAgain() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        try (Failing socket = new Failing(3);
                Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
            start(new Listener(
                    socket,
                    accepted -> {
                        taken.complete(accepted.getPort());
                        accepted.close();
                    },
                    () -> pauses.incrementAndGet() > 0));

            assertThat(taken.get(30, TimeUnit.SECONDS)).isEqualTo(client.getLocalPort());
            assertThat(pauses).hasValue(3);
        }
    }

    @Test
    void continuesAfterAClientThatCannotBeAccepted() throws Exception {
        AtomicInteger clients = new AtomicInteger();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket first = new Socket(socket.getInetAddress(), socket.getLocalPort());
                Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
            assertThat(first.isConnected()).isTrue();
            start(new Listener(
                    socket,
                    accepted -> {
                        int port = accepted.getPort();
                        accepted.close();
                        if (clients.incrementAndGet() == 1) {
                            throw new IOException("no thread for it");
                        }
                        second.complete(port);
                    },
                    () -> true));

            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(client.getLocalPort());
        }
    }

    @Test
    void endsWhenTheServerIsClosing() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        try (Failing socket = new Failing(Integer.MAX_VALUE)) {
            new Listener(socket, Socket::close, () -> pauses.incrementAndGet() < 5).run();
        }
        assertThat(pauses).hasValue(5);
    }

    @Test
    void acceptsNothingAfterItsSocketIsClosed() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.close();
        new Listener(socket, Socket::close, () -> pauses.incrementAndGet() > 0).run();
        assertThat(pauses).hasValue(0);
    }
}

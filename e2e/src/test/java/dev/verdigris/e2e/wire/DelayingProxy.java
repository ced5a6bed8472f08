package dev.verdigris.e2e.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy in front of a server that holds back the beginning of each answer for a time. Requests pass at once. */
public final class DelayingProxy implements AutoCloseable {

    private static final int START = 2;
    private static final int CHUNK = 64 * 1024;

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Duration delay;
    private final int spared;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private DelayingProxy(String host, int port, Duration delay, int spared) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        this.delay = delay;
        this.spared = spared;
        Thread.ofVirtual().start(this::serve);
    }

    /** Delays every answer, also the first of a connection. */
    public static DelayingProxy of(String host, int port, Duration delay) throws IOException {
        return new DelayingProxy(host, port, delay, 0);
    }

    /** Delays every answer except those that start a session: to the start message, and to a SET of the driver. */
    public static DelayingProxy ofStatements(String host, int port, Duration delay) throws IOException {
        return new DelayingProxy(host, port, delay, START);
    }

    /** The port on the loopback interface. */
    public int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = opened(listener.accept());
                Socket server = opened(new Socket(host, port));
                AtomicBoolean asked = new AtomicBoolean();
                AtomicInteger answers = new AtomicInteger();
                Thread.ofVirtual().start(() -> pump(client, server, () -> asked.set(true)));
                Thread.ofVirtual()
                        .start(() -> pump(server, client, () -> {
                            if (asked.getAndSet(false) && answers.getAndIncrement() >= spared) {
                                hold();
                            }
                        }));
            }
        } catch (IOException over) {
            close();
        }
    }

    private Socket opened(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private void pump(Socket from, Socket to, Runnable before) {
        byte[] bytes = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int count = in.read(bytes);
            while (count >= 0) {
                before.run();
                out.write(bytes, 0, count);
                out.flush();
                count = in.read(bytes);
            }
        } catch (IOException ended) {
            sockets.remove(from);
        }
    }

    private void hold() {
        try {
            if (closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package dev.verdigris.sandbox.work;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.wire.Frame;

/**
 * Receives the database's notifications about committed changes: {@code catalog}, {@code data}, {@code fault} or {@code
 * progress} (NOTIFY, PostgreSQL protocol 55.7, NotificationResponse).
 */
final class Notifications implements AutoCloseable {

    private static final String CHANNEL = "mz_sandbox_work";

    private final BackendConnection connection;
    private final Consumer<String> heard;
    private final Thread thread;

    Notifications(BackendConnection connection, Consumer<String> heard) {
        this.connection = connection;
        this.heard = heard;
        connection.sql().execute("LISTEN " + CHANNEL);
        this.thread = new Thread(this::listen, "sandbox-notifications");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            while (true) {
                Frame frame = connection.read();
                if (frame.type() == 'A') {
                    heard.accept(payload(frame.body()));
                }
            }
        } catch (BackendLost ended) {
            // Another thread has closed the connection to end this one, or the database has gone.
            heard.accept("");
        }
    }

    /** After the process id come the channel's name and the payload, each ended by a zero byte. */
    private static String payload(byte[] body) {
        int from = 4 + CHANNEL.length() + 1;
        return new String(Arrays.copyOfRange(body, from, body.length - 1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The bytes that a client sends. The total time until the login is limited, for parts of any size. After the login, the
 * socket's own timeout applies.
 */
final class LoginInput extends InputStream {

    private final Socket socket;
    private final InputStream bytes;
    private final long deadline;
    private boolean loggedIn;

    /** The time begins now. */
    LoginInput(Socket socket, Duration time) throws IOException {
        this.socket = socket;
        this.bytes = socket.getInputStream();
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** The client has logged in. The limit ends. */
    void loggedIn() {
        loggedIn = true;
    }

    @Override
    public int read() throws IOException {
        limit();
        return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        limit();
        return bytes.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        return bytes.available();
    }

    private void limit() throws IOException {
        if (loggedIn) {
            return;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the login took too long");
        }
        socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
}

package dev.verdigris.sandbox.backend;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

import dev.verdigris.sandbox.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Sends bytes and reads frames over a unix-domain socket. For one thread at a time. */
final class FrameChannel implements AutoCloseable {

    /** For a server that is known to answer. */
    static final Duration NO_LIMIT = Duration.ZERO;

    private static final int BUFFER = 64 * 1024;

    /** The longest message that PostgreSQL can send: its buffers end at 1 GiB. */
    private static final int MAX_BODY = 1 << 30;

    /** The longest message that is accepted from a server that may not be PostgreSQL. */
    private static final int MAX_UNTRUSTED_BODY = 1 << 20;

    private final SocketChannel channel;
    private final Duration limit;

    /** Waits for incoming bytes where there is a limit; null where reads block. */
    private final @Nullable Selector selector;

    private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER).limit(0);

    private FrameChannel(SocketChannel channel, Duration limit) throws IOException {
        this.channel = channel;
        this.limit = limit;
        if (limit.equals(NO_LIMIT)) {
            selector = null;
        } else {
            channel.configureBlocking(false);
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /**
     * Connects.
     *
     * @param limit how long each read may wait, or {@link #NO_LIMIT}
     */
    static FrameChannel connect(Path socket, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new FrameChannel(channel, limit);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer outgoing = ByteBuffer.wrap(bytes);
        while (outgoing.hasRemaining()) {
            if (channel.write(outgoing) == 0) {
                throw new IOException("the server does not read what it is sent");
            }
        }
    }

    Frame read() throws IOException {
        require(5);
        char type = (char) incoming.get();
        int length = incoming.getInt() - 4;
        if (length < 0 || length > (selector == null ? MAX_BODY : MAX_UNTRUSTED_BODY)) {
            throw new IOException("the server does not speak PostgreSQL's protocol");
        }
        byte[] body = new byte[length];
        int done = Math.min(body.length, incoming.remaining());
        incoming.get(body, 0, done);
        ByteBuffer rest = ByteBuffer.wrap(body, done, body.length - done);
        while (rest.remaining() >= BUFFER) {
            if (receive(rest) < 0) {
                throw new EOFException("PostgreSQL closed the connection within a message");
            }
        }
        if (rest.hasRemaining()) {
            require(rest.remaining());
            incoming.get(body, rest.position(), rest.remaining());
        }
        return new Frame(type, body);
    }

    /** Waits until PostgreSQL closes the connection, and drops what it sends before. */
    void awaitEnd() throws IOException {
        while (receive(incoming.clear()) >= 0) {
            // PostgreSQL only closes the connection after a cancel request.
        }
    }

    private void require(int length) throws IOException {
        if (incoming.remaining() >= length) {
            return;
        }
        incoming.compact();
        while (incoming.position() < length) {
            if (receive(incoming) < 0) {
                throw new EOFException("PostgreSQL closed the connection");
            }
        }
        incoming.flip();
    }

    /** Reads at least one byte; -1 at the end. */
    private int receive(ByteBuffer target) throws IOException {
        int count = channel.read(target);
        while (count == 0 && selector != null) {
            if (selector.select(limit.toMillis()) == 0) {
                throw new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
            }
            selector.selectedKeys().clear();
            count = channel.read(target);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (selector != null) {
            selector.close();
        }
        channel.close();
    }
}

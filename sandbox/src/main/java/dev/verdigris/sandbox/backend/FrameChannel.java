package dev.verdigris.sandbox.backend;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

import dev.verdigris.sandbox.wire.Frame;

/** Bytes out, frames in, over a unix-domain socket. For one thread at a time. */
final class FrameChannel implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER).limit(0);

    private FrameChannel(SocketChannel channel) {
        this.channel = channel;
    }

    static FrameChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new FrameChannel(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer outgoing = ByteBuffer.wrap(bytes);
        while (outgoing.hasRemaining()) {
            channel.write(outgoing);
        }
    }

    Frame read() throws IOException {
        require(5);
        char type = (char) incoming.get();
        byte[] body = new byte[incoming.getInt() - 4];
        int done = Math.min(body.length, incoming.remaining());
        incoming.get(body, 0, done);
        ByteBuffer rest = ByteBuffer.wrap(body, done, body.length - done);
        while (rest.remaining() >= BUFFER) {
            if (channel.read(rest) < 0) {
                throw new EOFException("PostgreSQL closed the connection within a message");
            }
        }
        if (rest.hasRemaining()) {
            require(rest.remaining());
            incoming.get(body, rest.position(), rest.remaining());
        }
        return new Frame(type, body);
    }

    /** Waits for PostgreSQL to close the connection; what it says before is dropped. */
    void awaitEnd() throws IOException {
        while (channel.read(incoming.clear()) >= 0) {
            // Nothing comes after a cancel request but the end.
        }
    }

    private void require(int length) throws IOException {
        if (incoming.remaining() >= length) {
            return;
        }
        incoming.compact();
        while (incoming.position() < length) {
            if (channel.read(incoming) < 0) {
                throw new EOFException("PostgreSQL closed the connection");
            }
        }
        incoming.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

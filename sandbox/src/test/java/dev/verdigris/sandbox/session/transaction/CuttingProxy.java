package dev.verdigris.sandbox.session.transaction;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.verdigris.sandbox.backend.BackendAddress;

/** A proxy in front of PostgreSQL for one connection, which it cuts at the first COMMIT. */
final class CuttingProxy implements AutoCloseable {

    /** When it cuts. */
    enum Moment {
        /** PostgreSQL never sees the COMMIT. */
        BEFORE_COMMIT,
        /** PostgreSQL has answered the COMMIT, and the answer gets lost. */
        AFTER_COMMIT
    }

    private static final int LARGEST = 1024 * 1024;
    private static final int READY = 6;
    private static final int PASSWORD = 9;

    private final BackendAddress postgres;
    private final BackendAddress address;
    private final Moment moment;
    private final ServerSocketChannel listener;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private CuttingProxy(BackendAddress postgres, Path socket, Moment moment) throws IOException {
        this.postgres = postgres;
        this.address = new BackendAddress(socket, postgres.user(), postgres.password(), postgres.database());
        this.moment = moment;
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        thread.execute(this::serve);
    }

    static CuttingProxy before(BackendAddress postgres, Path directory, Moment moment) throws IOException {
        return new CuttingProxy(postgres, directory.resolve("s"), moment);
    }

    BackendAddress address() {
        return address;
    }

    /** Requests and answers alternate. */
    private void serve() {
        try (SocketChannel client = listener.accept();
                SocketChannel server = SocketChannel.open(UnixDomainSocketAddress.of(postgres.socket()))) {
            ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
            boolean cut = false;
            while (!cut && client.read(bytes.clear()) >= 0) {
                cut = StandardCharsets.ISO_8859_1
                        .decode(bytes.duplicate().flip())
                        .toString()
                        .contains("COMMIT");
                if (!cut || moment == Moment.AFTER_COMMIT) {
                    send(bytes.flip(), server);
                    readAnswer(server, bytes.clear());
                }
                if (!cut) {
                    send(bytes.flip(), client);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void send(ByteBuffer bytes, SocketChannel target) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    /** Up to ReadyForQuery, or to the request for a password. */
    private static void readAnswer(SocketChannel server, ByteBuffer bytes) throws IOException {
        boolean over = false;
        while (!over) {
            if (server.read(bytes) < 0) {
                throw new EOFException("PostgreSQL closed the connection");
            }
            int end = bytes.position();
            boolean ready = end >= READY && bytes.get(end - READY) == 'Z' && bytes.getInt(end - READY + 1) == 5;
            boolean password = end == PASSWORD && bytes.get(0) == 'R' && bytes.getInt(5) != 0;
            over = ready || password;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.close();
    }
}

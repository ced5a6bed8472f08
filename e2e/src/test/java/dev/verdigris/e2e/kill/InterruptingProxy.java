package dev.verdigris.e2e.kill;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy in front of a server that reads the messages of both sides and interrupts one query message. */
final class InterruptingProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int QUERY = 'Q';
    private static final int READY = 'Z';

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Interruption interruption = Interruption.none();

    InterruptingProxy(String host, int port) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        Thread.ofVirtual().start(this::serve);
    }

    /** The port on the loopback interface. */
    int port() {
        return listener.getLocalPort();
    }

    /** Sets the interruption of the next run. */
    void interrupt(Interruption next) {
        interruption = next;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = opened(listener.accept());
                Socket server = opened(new Socket(host, port));
                Link link = new Link(client, server);
                Thread.ofVirtual().start(link::requests);
                Thread.ofVirtual().start(link::answers);
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

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One connection of a client. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile Optional<Interruption> swallowing = Optional.empty();

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            try (DataInputStream in = in(client);
                    DataOutputStream out = new DataOutputStream(server.getOutputStream())) {
                int length = in.readInt();
                out.write(frame(length, in.readNBytes(length - Integer.BYTES)));
                while (true) {
                    int type = in.readUnsignedByte();
                    length = in.readInt();
                    byte[] body = in.readNBytes(length - Integer.BYTES);
                    if (type == QUERY && !mayPass(new String(body, StandardCharsets.UTF_8), body, out)) {
                        return;
                    }
                    out.write(type);
                    out.write(frame(length, body));
                    out.flush();
                }
            } catch (IOException ended) {
                end();
            }
        }

        /** Whether the message still has to be sent. */
        private boolean mayPass(String sql, byte[] body, DataOutputStream out) throws IOException {
            Interruption present = interruption;
            Optional<Moment> moment = present.of(sql);
            if (moment.isEmpty()) {
                return true;
            }
            switch (moment.get()) {
                case BEFORE -> {
                    present.happen();
                    end();
                    return false;
                }
                case DURING -> {
                    out.write(QUERY);
                    out.write(frame(body.length + Integer.BYTES, body));
                    out.flush();
                    present.happen();
                    end();
                    return false;
                }
                case AFTER -> swallowing = Optional.of(present);
            }
            return true;
        }

        void answers() {
            try (DataInputStream in = in(server);
                    DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
                while (true) {
                    int type = in.readUnsignedByte();
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - Integer.BYTES);
                    if (swallowing.isEmpty()) {
                        out.write(type);
                        out.write(frame(length, body));
                        if (in.available() == 0) {
                            out.flush();
                        }
                    } else if (type == READY) {
                        swallowing.get().happen();
                        end();
                        return;
                    }
                }
            } catch (IOException ended) {
                end();
            }
        }

        private void end() {
            try {
                client.close();
                server.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private DataInputStream in(Socket socket) throws IOException {
            return new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        }

        private byte[] frame(int length, byte[] body) {
            return ByteBuffer.allocate(length).putInt(length).put(body).array();
        }
    }
}

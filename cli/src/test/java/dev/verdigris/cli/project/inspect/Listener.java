package dev.verdigris.cli.project.inspect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A listener that answers each connection in one way, after it has read the first message. */
record Listener(ServerSocket socket, Thread thread) implements AutoCloseable {

    @FunctionalInterface
    interface Answer {
        void to(Socket socket) throws IOException;
    }

    static Listener start(Answer answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(8);
                    answer.to(socket);
                } catch (IOException ended) {
                    // The client has gone, or the test is over.
                }
            }
        });
        return new Listener(server, thread);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

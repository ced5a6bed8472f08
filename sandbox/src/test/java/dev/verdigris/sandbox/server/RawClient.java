package dev.verdigris.sandbox.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.RequestBatch;

/** A client that sends exactly the bytes of a test, valid or not. */
final class RawClient implements AutoCloseable {

    /** A server that is silent for this time never answers, even on a busy machine. */
    private static final int SILENCE_MILLIS = 240_000;

    private final Socket socket;
    private final DataInputStream input;
    private boolean wasReset;

    RawClient() throws IOException {
        this(SharedSandbox.get().port());
    }

    RawClient(int port) throws IOException {
        socket = new Socket(SharedSandbox.get().host(), port);
        socket.setSoTimeout(SILENCE_MILLIS);
        input = new DataInputStream(socket.getInputStream());
    }

    static RawClient loggedIn(String... settings) throws IOException {
        RawClient client = new RawClient();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", "materialize");
        for (int i = 0; i < settings.length; i += 2) {
            parameters.put(settings[i], settings[i + 1]);
        }
        client.send(RequestBatch.startup(parameters));
        return client;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(RequestBatch batch) throws IOException {
        send(batch.toBytes());
    }

    void endOfOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Sends all of it, or as much as the server takes before it closes the connection, and then no more. A server that
     * closes with unread input resets the connection, and its last message may get lost.
     */
    void sendAndHangUp(byte[] bytes) throws IOException {
        try {
            send(bytes);
            socket.shutdownOutput();
        } catch (SocketException closed) {
            wasReset = true;
        }
    }

    /** Sends some bytes and gives the server a moment to answer with one; false if it has closed the connection. */
    boolean isLeftIn(byte[] bytes, int offset, int length) throws IOException {
        socket.setSoTimeout(10);
        try {
            socket.getOutputStream().write(bytes, offset, length);
            return input.read() >= 0;
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** How many bytes come until the server closes the connection. */
    long readToTheEnd() throws IOException {
        try {
            return wasReset ? 0 : input.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException closed) {
            return 0;
        }
    }

    int readByte() throws IOException {
        return input.read();
    }

    /** The frames up to and including one of {@code type}, or to the end of the connection. */
    List<Frame> readUntil(char type) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (int next = input.read(); next >= 0; next = input.read()) {
            byte[] body = input.readNBytes(input.readInt() - 4);
            frames.add(new Frame((char) next, body));
            if (next == type) {
                break;
            }
        }
        return frames;
    }

    /** The types of the frames up to ReadyForQuery, as one word. */
    String answer() throws IOException {
        StringBuilder types = new StringBuilder();
        readUntil('Z').forEach(frame -> types.append(frame.type()));
        return types.toString();
    }

    /** The error after which the server closes the connection. */
    Diagnostic fatal() throws IOException {
        List<Frame> frames = readUntil('\0');
        return Diagnostics.decode(frames.get(frames.size() - 1).body());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

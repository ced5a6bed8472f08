package dev.verdigris.sandbox.postgres;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Just enough of a client (PostgreSQL protocol 3.0, chapter "Message Formats") to ask a server that has just been
 * started whether it is the right one, and to change its password. Every wait ends after a limit.
 */
final class Conversation implements Closeable {

    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int AUTHENTICATION_OK = 0;
    private static final int AUTHENTICATION_CLEARTEXT_PASSWORD = 3;
    private static final int MAX_MESSAGE = 1 << 20;

    private final SocketChannel channel;
    private final Selector selector;
    private final Duration limit;

    private record Message(char type, ByteBuffer body) {}

    private Conversation(SocketChannel channel, Selector selector, Duration limit) {
        this.channel = channel;
        this.selector = selector;
        this.limit = limit;
    }

    /**
     * Connects and logs in.
     *
     * @param limit how long to wait for each answer
     * @throws ServerRefusal when the server answers with an error
     * @throws IOException when nothing listens there, or it does not answer in time
     */
    static Conversation open(Path socket, String user, String database, String password, Duration limit)
            throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Conversation conversation = null;
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            conversation = new Conversation(channel, selector, limit);
            channel.register(selector, SelectionKey.OP_READ);
            conversation.logIn(user, database, password);
            return conversation;
        } catch (IOException e) {
            if (conversation != null) {
                conversation.close();
            }
            channel.close();
            throw e;
        }
    }

    private void logIn(String user, String database, String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(PROTOCOL_3_0);
        for (String text : new String[] {"user", user, "database", database}) {
            out.write(zeroEnded(text));
        }
        out.writeByte(0);
        send((char) 0, body.toByteArray());
        for (Message message = receive(); message.type() != 'Z'; message = receive()) {
            if (message.type() == 'R') {
                int kind = message.body().getInt();
                if (kind == AUTHENTICATION_CLEARTEXT_PASSWORD) {
                    send('p', zeroEnded(password));
                } else if (kind != AUTHENTICATION_OK) {
                    throw new IOException("the server asks for authentication of kind " + kind);
                }
            }
        }
    }

    /**
     * Runs a statement.
     *
     * @return the first column of the last row, or an empty text when there is none
     */
    String ask(String sql) throws IOException {
        send('Q', zeroEnded(sql));
        String answer = "";
        for (Message message = receive(); message.type() != 'Z'; message = receive()) {
            if (message.type() == 'D' && message.body().getShort() > 0) {
                byte[] value = new byte[Math.max(0, message.body().getInt())];
                message.body().get(value);
                answer = new String(value, StandardCharsets.UTF_8);
            }
        }
        return answer;
    }

    private static byte[] zeroEnded(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** Sends one message; the first one of a connection has no type. They are far smaller than a socket's buffer. */
    private void send(char type, byte[] body) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(5 + body.length);
        if (type != 0) {
            buffer.put((byte) type);
        }
        buffer.putInt(4 + body.length).put(body).flip();
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                throw new IOException("the server does not take what it is sent");
            }
        }
    }

    private Message receive() throws IOException {
        ByteBuffer head = read(5);
        char type = (char) head.get();
        int length = head.getInt() - 4;
        if (length < 0 || length > MAX_MESSAGE) {
            throw new IOException("what listens there does not speak PostgreSQL's protocol");
        }
        ByteBuffer body = read(length);
        if (type == 'E') {
            throw refusal(body);
        }
        return new Message(type, body);
    }

    private static ServerRefusal refusal(ByteBuffer body) {
        String sqlState = "";
        String message = "";
        for (String field : StandardCharsets.UTF_8.decode(body).toString().split("\0")) {
            if (field.startsWith("C")) {
                sqlState = field.substring(1);
            } else if (field.startsWith("M")) {
                message = field.substring(1);
            }
        }
        return new ServerRefusal(sqlState, message);
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (count == 0) {
                if (selector.select(limit.toMillis()) == 0) {
                    throw new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}

package dev.verdigris.e2e.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.wire.Answer.Column;
import dev.verdigris.e2e.wire.Answer.Diagnostic;
import dev.verdigris.e2e.wire.Answer.Result;

/** One connection over the PostgreSQL protocol 3.0. Not thread-safe. */
public final class WireClient implements AutoCloseable {

    private static final int PROTOCOL_3_0 = 196608;
    private static final int CLEARTEXT_PASSWORD = 3;

    /** The longest wait for an answer, longer than a busy machine needs. */
    private static final int SILENCE_MILLIS = 240_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private int backendPid;

    private WireClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connects, logs in and reads up to the first ReadyForQuery. */
    public static WireClient connect(Target target, Map<String, String> startup) throws IOException {
        WireClient client = new WireClient(new Socket(target.host(), target.port()));
        client.socket.setTcpNoDelay(true);
        client.socket.setSoTimeout(SILENCE_MILLIS);
        client.login(target, startup);
        return client;
    }

    private void login(Target target, Map<String, String> startup) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(4).putInt(PROTOCOL_3_0).array());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("user", target.user());
        all.put("database", target.database());
        all.putAll(startup);
        all.forEach((name, value) -> {
            body.writeBytes(text(name));
            body.writeBytes(text(value));
        });
        body.write(0);
        out.writeInt(body.size() + 4);
        out.write(body.toByteArray());
        out.flush();
        Answer answer = readAnswer(target.password());
        if (answer.error().isPresent()) {
            throw new IOException("login refused: " + answer.error().get());
        }
    }

    /** Sends one Query message. */
    public Answer simple(String sql) throws IOException {
        send('Q', text(sql));
        out.flush();
        return readAnswer("");
    }

    /** Sends Parse, Bind, Describe, Execute and Sync of one statement without parameters. */
    public Answer extended(String sql) throws IOException {
        return extended(sql, new byte[] {0, 0});
    }

    /** The same with all results in binary form, which must not be read as text. */
    public Answer extendedBinary(String sql) throws IOException {
        return extended(sql, new byte[] {0, 1, 0, 1});
    }

    private Answer extended(String sql, byte[] resultFormats) throws IOException {
        ByteArrayOutputStream parse = new ByteArrayOutputStream();
        parse.writeBytes(text(""));
        parse.writeBytes(text(sql));
        parse.writeBytes(new byte[2]);
        send('P', parse.toByteArray());
        ByteArrayOutputStream bind = new ByteArrayOutputStream();
        bind.writeBytes(text(""));
        bind.writeBytes(text(""));
        bind.writeBytes(new byte[4]);
        bind.writeBytes(resultFormats);
        send('B', bind.toByteArray());
        send('D', new byte[] {'P', 0});
        ByteArrayOutputStream execute = new ByteArrayOutputStream();
        execute.writeBytes(text(""));
        execute.writeBytes(new byte[4]);
        send('E', execute.toByteArray());
        send('S', new byte[0]);
        out.flush();
        return readAnswer("");
    }

    /** The parameters that the server has reported by ParameterStatus. */
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** The number that cancels this session. */
    public int backendPid() {
        return backendPid;
    }

    private void send(char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    private Answer readAnswer(String password) throws IOException {
        List<Result> results = new ArrayList<>();
        List<Diagnostic> notices = new ArrayList<>();
        Optional<Diagnostic> error = Optional.empty();
        List<Column> columns = List.of();
        List<List<Optional<String>>> rows = new ArrayList<>();
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] bytes = new byte[in.readInt() - 4];
            in.readFully(bytes);
            ByteBuffer body = ByteBuffer.wrap(bytes);
            switch (type) {
                case 'R' -> authenticate(body.getInt(), password);
                case 'S' -> parameters.put(cstring(body), cstring(body));
                case 'K' -> backendPid = body.getInt();
                case 'T' -> columns = columns(body);
                case 'D' -> rows.add(row(body));
                case 'C', 'I' -> {
                    results.add(new Result(columns, List.copyOf(rows), type == 'C' ? cstring(body) : ""));
                    columns = List.of();
                    rows.clear();
                }
                case 'N' -> notices.add(diagnostic(body));
                case 'E' -> {
                    Diagnostic found = diagnostic(body);
                    error = Optional.of(found);
                    if (found.field('S').equals("FATAL")) {
                        return new Answer(results, notices, error, 'X');
                    }
                }
                case 'Z' -> {
                    return new Answer(results, notices, error, (char) body.get());
                }
                case '1', '2', '3', 'n', 't', 'A' -> {
                    continue;
                }
                default -> throw new EOFException("unexpected message '" + type + "'");
            }
        }
    }

    private void authenticate(int method, String password) throws IOException {
        if (method == CLEARTEXT_PASSWORD) {
            send('p', text(password));
            out.flush();
        } else if (method != 0) {
            throw new IOException("authentication method " + method + " is not known to this client");
        }
    }

    private static List<Column> columns(ByteBuffer body) {
        int count = body.getShort();
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = cstring(body);
            body.getInt();
            body.getShort();
            int type = body.getInt();
            body.getShort();
            body.getInt();
            body.getShort();
            columns.add(new Column(name, type));
        }
        return columns;
    }

    private static List<Optional<String>> row(ByteBuffer body) {
        int count = body.getShort();
        List<Optional<String>> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = body.getInt();
            if (length < 0) {
                values.add(Optional.empty());
            } else {
                byte[] value = new byte[length];
                body.get(value);
                values.add(Optional.of(new String(value, StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static Diagnostic diagnostic(ByteBuffer body) {
        Map<Character, String> fields = new LinkedHashMap<>();
        while (true) {
            char code = (char) body.get();
            if (code == 0) {
                return new Diagnostic(fields);
            }
            fields.put(code, cstring(body));
        }
    }

    private static String cstring(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            continue;
        }
        return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).array();
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            send('X', new byte[0]);
            out.flush();
        }
    }
}

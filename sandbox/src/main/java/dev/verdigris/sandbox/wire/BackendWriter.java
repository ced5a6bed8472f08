package dev.verdigris.sandbox.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the server sends (PostgreSQL documentation, 55.7). Nothing reaches the client before {@link #flush()},
 * except when the stream's own buffer is full. Not for use by several threads.
 */
public final class BackendWriter {

    private final OutputStream output;

    /** Writes to {@code output}, which should be buffered. */
    public BackendWriter(OutputStream output) {
        this.output = output;
    }

    /** Sends all that was written. */
    public void flush() throws IOException {
        output.flush();
    }

    /** The one-byte answer to a request for encryption: no. */
    public void refuseEncryption() throws IOException {
        output.write('N');
        output.flush();
    }

    /** A message with the given body. */
    public void message(char type, byte[] body) throws IOException {
        int length = body.length + 4;
        output.write(type);
        output.write(length >>> 24);
        output.write(length >>> 16);
        output.write(length >>> 8);
        output.write(length);
        output.write(body);
    }

    /** AuthenticationOk. */
    public void authenticationOk() throws IOException {
        message('R', new MessageBuilder().int32(0).toBytes());
    }

    /** AuthenticationCleartextPassword. */
    public void authenticationCleartextPassword() throws IOException {
        message('R', new MessageBuilder().int32(3).toBytes());
    }

    /** Reports a setting to the client. */
    public void parameterStatus(String name, String value) throws IOException {
        message('S', new MessageBuilder().string(name).string(value).toBytes());
    }

    /** What the client needs for a cancel request. */
    public void backendKeyData(int processId, int secret) throws IOException {
        message('K', new MessageBuilder().int32(processId).int32(secret).toBytes());
    }

    /** The server waits for the next query. */
    public void readyForQuery(TransactionStatus status) throws IOException {
        message('Z', new byte[] {(byte) status.code()});
    }

    /** The columns of the rows that follow. */
    public void rowDescription(List<ResultColumn> columns) throws IOException {
        MessageBuilder body = new MessageBuilder().int16(columns.size());
        columns.forEach(column -> column.appendTo(body));
        message('T', body.toBytes());
    }

    /** The statement gives no rows. */
    public void noData() throws IOException {
        message('n', new byte[0]);
    }

    /** The types of a prepared statement's parameters. */
    public void parameterDescription(List<Integer> types) throws IOException {
        MessageBuilder body = new MessageBuilder().int16(types.size());
        types.forEach(body::int32);
        message('t', body.toBytes());
    }

    /** One row of text values; null is SQL NULL. */
    public void textRow(List<@Nullable String> values) throws IOException {
        MessageBuilder body = new MessageBuilder().int16(values.size());
        for (String value : values) {
            if (value == null) {
                body.int32(-1);
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                body.int32(bytes.length).bytes(bytes);
            }
        }
        message('D', body.toBytes());
    }

    /** A statement is done. */
    public void commandComplete(String tag) throws IOException {
        message('C', new MessageBuilder().string(tag).toBytes());
    }

    /** An empty text was run. */
    public void emptyQueryResponse() throws IOException {
        message('I', new byte[0]);
    }

    /** Execute stopped at its row limit. */
    public void portalSuspended() throws IOException {
        message('s', new byte[0]);
    }

    /** A Parse succeeded. */
    public void parseComplete() throws IOException {
        message('1', new byte[0]);
    }

    /** A Bind succeeded. */
    public void bindComplete() throws IOException {
        message('2', new byte[0]);
    }

    /** A Close succeeded. */
    public void closeComplete() throws IOException {
        message('3', new byte[0]);
    }

    /** COPY … TO STDOUT begins, {@code columns} columns of text. */
    public void copyOutResponse(int columns) throws IOException {
        MessageBuilder body = new MessageBuilder().int8(0).int16(columns);
        for (int i = 0; i < columns; i++) {
            body.int16(0);
        }
        message('H', body.toBytes());
    }

    /** One row of COPY … TO STDOUT, with its line end. */
    public void copyData(String line) throws IOException {
        message('d', line.getBytes(StandardCharsets.UTF_8));
    }

    /** COPY … TO STDOUT ends. */
    public void copyDone() throws IOException {
        message('c', new byte[0]);
    }

    /** An ErrorResponse for ERROR, FATAL and PANIC, otherwise a NoticeResponse. */
    public void diagnostic(Diagnostic diagnostic) throws IOException {
        MessageBuilder body = new MessageBuilder();
        field(body, 'S', diagnostic.severity());
        field(body, 'C', diagnostic.sqlState());
        field(body, 'M', diagnostic.message());
        field(body, 'D', diagnostic.detail());
        field(body, 'H', diagnostic.hint());
        Integer position = diagnostic.position();
        field(body, 'P', position == null ? null : position.toString());
        message(isError(diagnostic) ? 'E' : 'N', body.int8(0).toBytes());
    }

    private static boolean isError(Diagnostic diagnostic) {
        return switch (diagnostic.severity()) {
            case "ERROR", "FATAL", "PANIC" -> true;
            default -> false;
        };
    }

    private static void field(MessageBuilder body, char code, @Nullable String value) {
        if (value != null) {
            body.int8(code).string(value.replace("\0", ""));
        }
    }
}

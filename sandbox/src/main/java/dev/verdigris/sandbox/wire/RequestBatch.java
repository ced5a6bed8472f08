package dev.verdigris.sandbox.wire;

import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.statement.lex.BackendNames;

/**
 * Messages that the sandbox, as a client, sends to PostgreSQL together (PostgreSQL documentation, 55.7). Names that are
 * too long for PostgreSQL become abbreviations in its statements.
 */
public final class RequestBatch {

    private static final int PROTOCOL_3_0 = 196608;
    private static final int CANCEL_CODE = 80877102;

    private final MessageBuilder bytes = new MessageBuilder();

    /** The packet that begins a session. */
    public static byte[] startup(Map<String, String> parameters) {
        MessageBuilder body = new MessageBuilder().int32(PROTOCOL_3_0);
        parameters.forEach((name, value) -> body.string(name).string(value));
        byte[] content = body.int8(0).toBytes();
        return new MessageBuilder().int32(content.length + 4).bytes(content).toBytes();
    }

    /** The packet that asks to cancel what another connection does. */
    public static byte[] cancel(int processId, int secret) {
        return new MessageBuilder()
                .int32(16)
                .int32(CANCEL_CODE)
                .int32(processId)
                .int32(secret)
                .toBytes();
    }

    /** A simple query. */
    public RequestBatch query(String sql) {
        return message('Q', new MessageBuilder().string(BackendNames.inSql(sql)));
    }

    /** Prepares {@code sql}; a type of 0 leaves it to PostgreSQL. */
    public RequestBatch parse(String name, String sql, List<Integer> parameterTypes) {
        MessageBuilder body = new MessageBuilder()
                .string(name)
                .string(BackendNames.inSql(sql))
                .int16(parameterTypes.size());
        parameterTypes.forEach(body::int32);
        return message('P', body);
    }

    /** Binds values that a client sent. */
    public RequestBatch bind(String portal, String statement, BoundValues values) {
        MessageBuilder body = new MessageBuilder().string(portal).string(statement);
        values.encoded().appendTo(body);
        return message('B', body);
    }

    /** Asks for a prepared statement's parameters and columns. */
    public RequestBatch describeStatement(String name) {
        return message('D', new MessageBuilder().int8('S').string(name));
    }

    /** Asks for a portal's columns. */
    public RequestBatch describePortal(String name) {
        return message('D', new MessageBuilder().int8('P').string(name));
    }

    /** Runs a portal; {@code maxRows} 0 means all. */
    public RequestBatch execute(String portal, int maxRows) {
        return message('E', new MessageBuilder().string(portal).int32(maxRows));
    }

    /** Removes a portal. */
    public RequestBatch closePortal(String name) {
        return message('C', new MessageBuilder().int8('P').string(name));
    }

    /** Refuses to send rows for COPY … FROM STDIN. */
    public RequestBatch copyFail(String reason) {
        return message('f', new MessageBuilder().string(reason));
    }

    /** The clear-text password. */
    public RequestBatch password(String value) {
        return message('p', new MessageBuilder().string(value));
    }

    /** Asks for all answers so far. */
    public RequestBatch flush() {
        return message('H', new MessageBuilder());
    }

    /** Ends a series of extended-protocol messages. */
    public RequestBatch sync() {
        return message('S', new MessageBuilder());
    }

    /** Ends the session. */
    public RequestBatch terminate() {
        return message('X', new MessageBuilder());
    }

    /** The whole batch. */
    public byte[] toBytes() {
        return bytes.toBytes();
    }

    private RequestBatch message(char type, MessageBuilder body) {
        byte[] content = body.toBytes();
        bytes.int8(type).int32(content.length + 4).bytes(content);
        return this;
    }
}

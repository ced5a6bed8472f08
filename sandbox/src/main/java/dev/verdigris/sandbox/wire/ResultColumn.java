package dev.verdigris.sandbox.wire;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.statement.lex.BackendNames;

/**
 * One column of a RowDescription (PostgreSQL documentation, 55.7).
 *
 * @param name as the client shall see it
 * @param tableOid the table that it comes from, or 0
 * @param attribute its number in that table, or 0
 * @param type the oid of its type
 * @param size the bytes of its type; negative when they vary
 * @param modifier the type's modifier, -1 without one
 * @param format 0 text, 1 binary
 */
public record ResultColumn(String name, int tableOid, int attribute, int type, int size, int modifier, int format) {

    /** The oid of {@code text}. */
    public static final int TEXT = 25;

    /** A column of text that comes from no table. */
    public static ResultColumn text(String name) {
        return new ResultColumn(name, 0, 0, TEXT, -1, -1, 0);
    }

    /** The same in another format. */
    public ResultColumn withFormat(int code) {
        return new ResultColumn(name, tableOid, attribute, type, size, modifier, code);
    }

    /** Whether a client that knows this column can read that one: the same name, type and modifier. */
    public boolean readsLike(ResultColumn other) {
        return name.equals(other.name) && type == other.type && modifier == other.modifier;
    }

    /** The columns in the body of a RowDescription. */
    public static List<ResultColumn> decodeAll(byte[] rowDescription) throws ProtocolViolation {
        MessageBody body = new MessageBody(rowDescription);
        List<ResultColumn> columns = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            columns.add(new ResultColumn(
                    BackendNames.shown(body.string()),
                    body.int32(),
                    body.int16(),
                    body.int32(),
                    body.int16(),
                    body.int32(),
                    body.int16()));
        }
        body.end();
        return List.copyOf(columns);
    }

    void appendTo(MessageBuilder builder) {
        builder.string(name)
                .int32(tableOid)
                .int16(attribute)
                .int32(type)
                .int16(size)
                .int32(modifier)
                .int16(format);
    }
}

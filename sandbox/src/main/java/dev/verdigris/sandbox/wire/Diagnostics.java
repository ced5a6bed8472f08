package dev.verdigris.sandbox.wire;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import org.jspecify.annotations.Nullable;

/** Reads the fields of PostgreSQL's own errors and notices. */
public final class Diagnostics {

    private Diagnostics() {}

    /** The content of an ErrorResponse or NoticeResponse; fields that Materialize does not send are dropped. */
    public static Diagnostic decode(byte[] body) throws ProtocolViolation {
        MessageBody fields = new MessageBody(body);
        String severity = "ERROR";
        String sqlState = "XX000";
        String message = "";
        @Nullable String detail = null;
        @Nullable String hint = null;
        @Nullable Integer position = null;
        for (byte code = fields.int8(); code != 0; code = fields.int8()) {
            String value = BackendNames.shown(fields.string());
            switch (code) {
                case 'S', 'V' -> severity = value;
                case 'C' -> sqlState = value;
                case 'M' -> message = value;
                case 'D' -> detail = value;
                case 'H' -> hint = value;
                case 'P' -> position = Integer.valueOf(value);
                default -> {
                    // Schema, table, file, line and similar fields are PostgreSQL's own and useless to a client.
                }
            }
        }
        return new Diagnostic(severity, sqlState, message, detail, hint, position);
    }
}

package dev.verdigris.sandbox.wire;

import java.io.IOException;

/**
 * The input is not a message of the protocol. The connection cannot continue, because the start of the next message is
 * unknown.
 */
public final class ProtocolViolation extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    ProtocolViolation(String message) {
        this("08P01", message);
    }

    ProtocolViolation(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    /** 08P01, or 54000 for a message that is too long. */
    public String sqlState() {
        return sqlState;
    }
}

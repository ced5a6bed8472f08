package dev.verdigris.sandbox.postgres;

import java.io.IOException;

/** An ErrorResponse of the server. */
final class ServerRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    ServerRefusal(String sqlState, String message) {
        super(message + " (SQLSTATE " + sqlState + ")");
        this.sqlState = sqlState;
    }

    /** Whether the server is merely not ready: starting, recovering or stopping (cannot_connect_now). */
    boolean isNotYet() {
        return sqlState.equals("57P03");
    }
}

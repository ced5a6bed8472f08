package dev.verdigris.sandbox.postgres;

/**
 * The server could not be started. The message says what failed, where, and what to do about it.
 *
 * <p>When this is thrown, no server of this start runs, and it has left no files. A persistent data directory is
 * unchanged.
 */
public final class PostgresStartException extends Exception {

    private static final long serialVersionUID = 1L;

    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

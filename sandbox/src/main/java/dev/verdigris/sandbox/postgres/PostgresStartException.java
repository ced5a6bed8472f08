package dev.verdigris.sandbox.postgres;

/**
 * The server could not be started. The message says what failed, where, and what to do about it.
 *
 * <p>When this is thrown no server of this start is running, and nothing of it is left but what a persistent data
 * directory already held.
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

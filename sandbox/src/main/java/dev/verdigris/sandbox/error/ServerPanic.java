package dev.verdigris.sandbox.error;

/**
 * A statement that makes Materialize's coordinator panic. The server ends every connection and starts again. Nothing
 * that was not committed is left.
 */
public final class ServerPanic extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A panic with the coordinator's message. No client sees it. */
    public ServerPanic(String message) {
        super(message);
    }
}

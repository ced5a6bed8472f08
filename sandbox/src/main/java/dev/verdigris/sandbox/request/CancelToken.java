package dev.verdigris.sandbox.request;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.SqlError;

/**
 * Tells whether the current statement of a session must stop. A request to an idle session has no effect, as on
 * PostgreSQL.
 */
public final class CancelToken {

    private final BackendConnection backend;
    private boolean busy;
    private volatile boolean requested;

    /** A token for a session whose statements run on {@code backend}. */
    public CancelToken(BackendConnection backend) {
        this.backend = backend;
    }

    /**
     * Asks the session to stop. Any thread may call this. It cancels in PostgreSQL first, and the statement does not
     * end before that. So the request affects neither the statement's own clean-up nor the next statement.
     */
    public synchronized void request() {
        if (busy) {
            try {
                backend.cancel();
            } finally {
                requested = true;
            }
        }
    }

    /** Ends the statement with SQLSTATE 57014 if a request was made. Code that waits must call this repeatedly. */
    public void check() {
        if (requested) {
            throw SqlError.of("57014", "canceling statement due to user request");
        }
    }

    /** Runs work that a request must not interrupt, after any request in progress. */
    public synchronized void undisturbed(Runnable work) {
        work.run();
    }

    /** A statement begins. Requests from now on are for it. */
    public synchronized void begin() {
        busy = true;
        requested = false;
    }

    /** The statement has ended. Requests have no effect until the next begins. */
    public synchronized void end() {
        busy = false;
        requested = false;
    }
}

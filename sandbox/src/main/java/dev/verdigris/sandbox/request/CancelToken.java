package dev.verdigris.sandbox.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the current statement of a session must stop. A request to an idle session has no effect, as on
 * PostgreSQL.
 */
public final class CancelToken {

    private final BackendConnection backend;
    private boolean busy;
    private volatile boolean requested;
    private volatile boolean late;
    private @Nullable Limit limit;

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
    public void throwIfRequested() {
        if (requested) {
            throw new SqlError(reason());
        }
    }

    /** The error of the statement that was stopped: at a request, or because its time limit has passed. */
    public Diagnostic reason() {
        return Diagnostic.error("57014", "canceling statement due to " + (late ? "statement timeout" : "user request"));
    }

    /** The time limit of a statement, until it is closed. */
    public final class Limit implements AutoCloseable {
        private final CompletableFuture<Void> expiry;

        private Limit(Duration time) {
            this.expiry = new CompletableFuture<>();
            if (!time.isZero()) {
                // Its timer ends with the future. The task of a delayed executor would stay until its time has come.
                expiry.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
                expiry.thenRunAsync(() -> expire(this));
            }
        }

        @Override
        public void close() {
            expiry.cancel(false);
            lift(this);
        }
    }

    /** Stops the statement as a request does once the time has passed. Zero is no limit. */
    public synchronized Limit limit(Duration time) {
        Limit next = new Limit(time);
        limit = next;
        return next;
    }

    private synchronized void expire(Limit passed) {
        if (limit == passed && !requested) {
            late = true;
            request();
        }
    }

    /** A limit that passed while the statement ended must not stop the next one. */
    private synchronized void lift(Limit passed) {
        if (limit == passed) {
            limit = null;
            requested &= !late;
            late = false;
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
        late = false;
    }

    /** The statement has ended. Requests have no effect until the next begins. */
    public synchronized void end() {
        busy = false;
        requested = false;
    }
}

package dev.verdigris.engine.progress;

import org.jspecify.annotations.Nullable;

/**
 * {@code Verdigris.cancel()} or an interrupt of the thread stopped a verb before it had a report.
 *
 * <p>Nothing is undone. Each step is one statement or one transaction, which took effect completely or not at all. For
 * the statement in flight, only the catalog shows which. {@code Verdigris.status()} shows the state of the environment.
 * The same verb, run again, continues from that state. After an interrupt, the thread's interrupt flag is set.
 */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why the verb was stopped. */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.verdigris.engine.progress;

import org.jspecify.annotations.Nullable;

/**
 * A verb was stopped, by {@code Verdigris.cancel()} or by an interrupt of its thread, before it had a report.
 *
 * <p>Nothing is undone. Each step is one statement or one transaction: it took effect as a whole or not at all, and for
 * the statement in flight only the catalog says which. {@code Verdigris.status()} shows where the environment stands;
 * the same verb, run again, goes on from there. After an interrupt, the thread's interrupt flag is set.
 */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why the verb was stopped. */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.verdigris.engine.request;

import dev.verdigris.core.diff.FailOn;

/**
 * Compares the live side with the staged one. Changes nothing.
 *
 * @param failOn the changes of contracts that are problems
 */
public record DiffRequest(FailOn failOn) {

    /** Shows all changes; none is a problem. */
    public static final DiffRequest DEFAULT = new DiffRequest(FailOn.NOTHING);

    /** The same with other changes that are problems. */
    public DiffRequest withFailOn(FailOn changes) {
        return new DiffRequest(changes);
    }
}

package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.diff.FailOn;

/**
 * Compares the live side with the staged one. Changes nothing.
 *
 * @param failOn the changes of contracts that are problems
 * @param data how the rows of both sides are compared; empty means that they are not
 */
public record DiffRequest(FailOn failOn, Optional<DataRequest> data) {

    /** Shows all changes; none is a problem. */
    public static final DiffRequest DEFAULT = new DiffRequest(FailOn.NOTHING, Optional.empty());

    /** The same with other changes that are problems. */
    public DiffRequest withFailOn(FailOn changes) {
        return new DiffRequest(changes, data);
    }

    /** The same with a comparison of rows. */
    public DiffRequest withData(DataRequest rows) {
        return new DiffRequest(failOn, Optional.of(rows));
    }
}

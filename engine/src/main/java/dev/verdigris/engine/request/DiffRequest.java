package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.diff.FailOn;

/**
 * Compares the live side with the staged one, or model files with the live side. Changes nothing.
 *
 * @param failOn the changes of contracts that are problems
 * @param models the model files that are compared instead of the staged side; empty to compare both sides
 * @param data how the rows of both sides are compared; empty means that they are not
 */
public record DiffRequest(FailOn failOn, Optional<ModelsRequest> models, Optional<DataRequest> data) {

    /** Shows all changes; none is a problem. */
    public static final DiffRequest DEFAULT = new DiffRequest(FailOn.NOTHING, Optional.empty(), Optional.empty());

    /** The same with other changes that are problems. */
    public DiffRequest withFailOn(FailOn changes) {
        return new DiffRequest(changes, models, data);
    }

    /** The same for model files in the place of the staged side. */
    public DiffRequest withModels(ModelsRequest files) {
        return new DiffRequest(failOn, Optional.of(files), data);
    }

    /** The same with a comparison of rows. */
    public DiffRequest withData(DataRequest rows) {
        return new DiffRequest(failOn, models, Optional.of(rows));
    }
}

package dev.verdigris.core.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.definition.ModelsDiff;

/**
 * What the verb diff has found.
 *
 * @param contract the changes of contracts; without objects if model files were compared
 * @param data the rows of both sides compared, or what that costs; empty if it was not requested
 * @param models the model files compared with what is live; empty if both sides were compared
 */
public record DiffResult(ContractDiff contract, Optional<DataResult> data, Optional<ModelsDiff> models) {

    /** A comparison of both sides. */
    public DiffResult(ContractDiff contract, Optional<DataResult> data) {
        this(contract, data, Optional.empty());
    }

    /** A comparison of model files with what is live. */
    public static DiffResult ofModels(ModelsDiff models) {
        return new DiffResult(new ContractDiff(List.of()), Optional.empty(), Optional.of(models));
    }

    /** Whether the comparison of rows was cancelled, so that {@code data} has only a part of them. */
    public boolean isCancelled() {
        return data.filter(DataResult::isCancelled).isPresent();
    }

    /** The result in one clause. */
    public String headline() {
        return models.map(ModelsDiff::headline).orElseGet(this::ofSides);
    }

    private String ofSides() {
        return contract.headline() + data.map(rows -> "; " + rows.headline()).orElse("");
    }
}

package dev.verdigris.cli.output.diff;

import java.util.Optional;

import dev.verdigris.cli.output.diff.data.DataView;
import dev.verdigris.core.diff.DiffResult;

/**
 * What the staged side or the model files change.
 *
 * @param contract the changes of contracts; empty if model files were compared
 * @param data the rows of both sides compared; empty if it was not requested
 * @param models the model files compared with what is live; empty if both sides were compared
 */
public record DiffView(Optional<ContractView> contract, Optional<DataView> data, Optional<ModelsView> models) {

    /** The view of a result. */
    public static DiffView of(DiffResult result) {
        return new DiffView(
                result.models().isPresent() ? Optional.empty() : Optional.of(ContractView.of(result.contract())),
                result.data().map(DataView::of),
                result.models().map(ModelsView::of));
    }
}

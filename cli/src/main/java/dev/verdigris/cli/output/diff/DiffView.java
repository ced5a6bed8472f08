package dev.verdigris.cli.output.diff;

import java.util.Optional;

import dev.verdigris.cli.output.diff.data.DataView;
import dev.verdigris.core.diff.DiffResult;

/**
 * What the staged side changes.
 *
 * @param contract the changes of contracts
 * @param data the rows of both sides compared; empty if it was not requested
 */
public record DiffView(ContractView contract, Optional<DataView> data) {

    /** The view of a result. */
    public static DiffView of(DiffResult result) {
        return new DiffView(ContractView.of(result.contract()), result.data().map(DataView::of));
    }
}

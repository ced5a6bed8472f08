package dev.verdigris.cli.output.diff;

import dev.verdigris.core.diff.DiffResult;

/**
 * What the staged side changes.
 *
 * @param contract the changes of contracts
 */
public record DiffView(ContractView contract) {

    /** The view of a result. */
    public static DiffView of(DiffResult result) {
        return new DiffView(ContractView.of(result.contract()));
    }
}

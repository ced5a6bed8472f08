package dev.verdigris.core.diff;

import java.util.Optional;

import dev.verdigris.core.diff.data.DataResult;

/**
 * What the verb diff has found.
 *
 * @param contract the changes of contracts
 * @param data the rows of both sides compared, or what that costs; empty if it was not requested
 */
public record DiffResult(ContractDiff contract, Optional<DataResult> data) {

    /** Whether the comparison of rows was cancelled, so that {@code data} has only a part of them. */
    public boolean isCancelled() {
        return data.filter(DataResult::isCancelled).isPresent();
    }

    /** The result in one clause. */
    public String headline() {
        return contract.headline() + data.map(rows -> "; " + rows.headline()).orElse("");
    }
}

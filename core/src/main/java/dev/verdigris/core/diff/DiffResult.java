package dev.verdigris.core.diff;

/**
 * What the verb diff has found.
 *
 * @param contract the changes of contracts
 */
public record DiffResult(ContractDiff contract) {

    /** The result in one clause. */
    public String headline() {
        return contract.headline();
    }
}

package dev.verdigris.core.diff.data;

import java.util.List;

/**
 * The rows of both sides compared, relation by relation.
 *
 * @param plan what was to be compared, and its cost
 * @param relations what was found, in the order of the plan; fewer than the plan has if the run was cancelled, and none
 *     if only the cost was asked for
 * @param isCancelled whether the run was cancelled before the end
 */
public record DataResult(DataPlan plan, List<DataDiff> relations, boolean isCancelled) {

    public DataResult {
        relations = List.copyOf(relations);
    }

    /** The cost alone. */
    public static DataResult ofCost(DataPlan plan) {
        return new DataResult(plan, List.of(), false);
    }

    /** The relations of which every compared row is the same on both sides. */
    public long same() {
        return relations.stream()
                .filter(each -> each instanceof DataDiff.Compared compared
                        && compared.rows().isSame())
                .count();
    }

    /** The relations whose rows differ. */
    public long different() {
        return relations.stream()
                .filter(each -> each instanceof DataDiff.Compared compared
                        && !compared.rows().isSame())
                .count();
    }

    /** The relations that could not be compared. */
    public long unknown() {
        return relations.size() - same() - different();
    }
}

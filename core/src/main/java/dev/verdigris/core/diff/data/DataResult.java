package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.text.Count;

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

    /** The result in one clause. */
    public String headline() {
        if (relations.isEmpty() && !isCancelled) {
            return Count.of(plan.comparisons().size(), "relation") + " to compare";
        }
        boolean isPart = isCancelled || unknown() > 0 || relations.stream().anyMatch(DataResult::isSampled);
        String known = different() > 0
                ? "rows differ in " + Count.of(different(), "relation")
                : isPart ? "no compared rows differ" : "no rows differ";
        Optional<String> rest = Optional.of(", " + unknown() + " not compared").filter(unused -> unknown() > 0);
        Optional<String> until = Optional.of(", cancelled after " + relations.size() + " of "
                        + plan.comparisons().size())
                .filter(unused -> isCancelled);
        return known + rest.orElse("") + until.orElse("");
    }

    private static boolean isSampled(DataDiff found) {
        return found instanceof DataDiff.Compared compared
                && compared.sampling().isPresent();
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
                        && compared.rows().isDifferent())
                .count();
    }

    /** The relations that could not be compared. */
    public long unknown() {
        return relations.size() - same() - different();
    }
}

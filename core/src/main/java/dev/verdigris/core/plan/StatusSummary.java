package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.problem.Problem;

/**
 * Where an environment stands and what comes next.
 *
 * @param state what the markers tell
 * @param pairs all pairs with what each half is
 * @param left what is left to do for the state to be whole: sinks to re-point, objects to drop
 * @param problems what is not as it should be
 * @param next the verb that comes next
 * @param nextCommand the command for it, ready to paste
 */
public record StatusSummary(
        DeploymentState state,
        List<PairStatus> pairs,
        List<PlannedStep> left,
        List<Problem> problems,
        Verb next,
        String nextCommand) {

    public StatusSummary {
        pairs = List.copyOf(pairs);
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }

    /**
     * One pair.
     *
     * @param kind {@code schema} or {@code cluster}
     * @param live the production name
     * @param liveId its id, if it exists
     * @param liveObjects how many objects are in it or run on it
     * @param suffixed the suffixed name
     * @param suffixedId its id, if it exists
     * @param suffixedObjects how many objects are in it or run on it
     */
    public record PairStatus(
            String kind,
            String live,
            Optional<String> liveId,
            int liveObjects,
            String suffixed,
            Optional<String> suffixedId,
            int suffixedObjects) {}

    /** Sums up an environment. */
    public static StatusSummary of(CatalogSnapshot catalog, Environment environment) {
        throw new UnsupportedOperationException("status");
    }
}

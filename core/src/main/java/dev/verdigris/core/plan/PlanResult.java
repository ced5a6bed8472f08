package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.Step;

/** What a planner answers: a plan, or everything that stands in the way, all at once. */
public sealed interface PlanResult {

    /** Whether it is a plan that still holds this very step; see {@link Step} on the equality of steps. */
    default boolean holds(Step step) {
        return this instanceof Planned planned && planned.plan().holds(step);
    }

    /** Whether it is a plan that begins by taking hold of the environment. */
    default boolean takesHold() {
        return this instanceof Planned planned && planned.plan().locking().isPresent();
    }

    /**
     * It can be done.
     *
     * @param plan how
     */
    record Planned(Plan plan) implements PlanResult {}

    /**
     * It cannot be done.
     *
     * @param problems why not, sorted; at least one
     * @param warnings problems that were accepted
     */
    record Rejected(List<Problem> problems, List<Problem> warnings) implements PlanResult {

        public Rejected {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a problem");
            }
        }
    }
}

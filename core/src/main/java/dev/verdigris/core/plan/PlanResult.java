package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** What a planner answers: a plan, or everything that stands in the way, all at once. */
public sealed interface PlanResult {

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

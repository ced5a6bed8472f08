package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.guard.Evaluation;
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

    /** What came of every guardrail of the verb, in the order of the registry. */
    List<Evaluation> guardrails();

    /**
     * It can be done.
     *
     * @param plan how
     */
    record Planned(Plan plan) implements PlanResult {

        @Override
        public List<Evaluation> guardrails() {
            return plan.guardrails();
        }
    }

    /**
     * It cannot be done.
     *
     * @param guardrails what came of every guardrail; at least one refuses
     */
    record Rejected(List<Evaluation> guardrails) implements PlanResult {

        public Rejected {
            guardrails = List.copyOf(guardrails);
            if (Evaluation.problems(guardrails).isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a problem");
            }
        }

        /** Why not, sorted; at least one. */
        public List<Problem> problems() {
            return Evaluation.problems(guardrails);
        }

        /** The problems that were accepted, sorted. */
        public List<Problem> warnings() {
            return Evaluation.warnings(guardrails);
        }
    }
}

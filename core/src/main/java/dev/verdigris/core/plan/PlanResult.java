package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.Step;

/** The result of a planner: a plan, or all problems at once. */
public sealed interface PlanResult {

    /** Whether it is a plan that still contains this step; see {@link Step} on the equality of steps. */
    default boolean holds(Step step) {
        return this instanceof Planned planned && planned.plan().holds(step);
    }

    /** Whether it is a plan that begins with the steps that lock the environment, in a lock schema that exists. */
    default boolean takesHold() {
        return this instanceof Planned planned
                && planned.plan().locking().isPresent()
                && planned.plan().createdLockSchema().isEmpty();
    }

    /** The evaluation of every guardrail of the verb, in the order of the registry. */
    List<Evaluation> guardrails();

    /**
     * The verb can run.
     *
     * @param plan its steps
     */
    record Planned(Plan plan) implements PlanResult {

        @Override
        public List<Evaluation> guardrails() {
            return plan.guardrails();
        }
    }

    /**
     * The verb cannot run.
     *
     * @param guardrails the evaluation of every guardrail; at least one refuses
     */
    record Rejected(List<Evaluation> guardrails) implements PlanResult {

        public Rejected {
            guardrails = List.copyOf(guardrails);
            if (Evaluation.problems(guardrails).isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a problem");
            }
        }

        /** The problems that stop the verb, sorted; at least one. */
        public List<Problem> problems() {
            return Evaluation.problems(guardrails);
        }

        /** The problems that were accepted, sorted. */
        public List<Problem> warnings() {
            return Evaluation.warnings(guardrails);
        }
    }
}

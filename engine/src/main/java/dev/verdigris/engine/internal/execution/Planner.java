package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.step.Step;

/** Reads the catalog and plans. It may be called many times. */
public interface Planner extends Supplier<PlanResult> {

    /**
     * The last plan, if one small reading shows that the objects of the plan have not changed since it was made. Empty
     * if they have, or if only a new plan can decide.
     */
    default Optional<PlanResult> unchanged() {
        return Optional.empty();
    }

    /** Receives the steps of its last plan that certainly took effect, after the plan ended in any way. */
    default void ended(List<Step> done) {}

    /** Whether the verb goes on without a step if the server refuses it. */
    default boolean canLeave(Step step) {
        return false;
    }

    /** Receives a step that the server has refused and that the verb goes on without. Its next plan leaves it out. */
    default void leave(Step step, String refusal) {}

    /** Receives the beginning of its last plan after all steps of it were done. Its next plan is the rest. */
    default void carriedOut(Plan beginning) {}
}

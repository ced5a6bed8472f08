package dev.verdigris.engine.internal.execution;

import java.util.function.Supplier;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;

/** Reads the catalog and plans. It may be called many times. */
public interface Planner extends Supplier<PlanResult> {

    /** Receives the beginning of its last plan after all steps of it were done. Its next plan is the rest. */
    default void carriedOut(Plan beginning) {}
}

package dev.verdigris.engine.internal.execution;

import java.util.function.Supplier;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;

/** Reads the catalog and plans, as often as it is asked. */
public interface Planner extends Supplier<PlanResult> {

    /** Told when the beginning of its last plan was carried out whole; what it plans next is the rest. */
    default void carriedOut(Plan beginning) {}
}

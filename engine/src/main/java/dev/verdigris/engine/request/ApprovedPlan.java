package dev.verdigris.engine.request;

import dev.verdigris.core.approval.PlanFile;

/**
 * A plan that was approved, and that a verb carries out or refuses.
 *
 * @param plan the plan, as {@link dev.verdigris.core.approval.PlanFileCodec} reads it
 * @param file the path of its file, for messages
 * @param building whether the run builds the staged side, so that the side need not be the one of the plan
 */
public record ApprovedPlan(PlanFile plan, String file, boolean building) {

    /** A plan for a run that builds nothing. */
    public ApprovedPlan(PlanFile plan, String file) {
        this(plan, file, false);
    }

    /** The same plan for a run that builds the staged side. */
    public ApprovedPlan forBuild() {
        return new ApprovedPlan(plan, file, true);
    }
}

package dev.verdigris.core.plan;

import dev.verdigris.core.step.Step;

/**
 * A step with its reason and its layer.
 *
 * @param step what
 * @param reason why, as a clause without a full stop
 * @param layer steps of the same layer run side by side, and a refusal ends the plan after the layer, so that all that is
 *     wrong with the layer is told at once; 0 for a step that belongs to none
 */
public record PlannedStep(Step step, String reason, int layer) {

    /** A step that belongs to no layer. */
    public PlannedStep(Step step, String reason) {
        this(step, reason, 0);
    }
}

package dev.verdigris.core.plan;

import dev.verdigris.core.step.Step;

/**
 * A step with its reason and its layer.
 *
 * @param step the step
 * @param reason the reason, as a clause without a full stop
 * @param layer the layer: steps of the same layer run in parallel, and a refusal ends the plan after the layer, so
 *     that all mistakes in the layer are reported at once; 0 for a step outside the layers
 */
public record PlannedStep(Step step, String reason, int layer) {

    /** A step that belongs to no layer. */
    public PlannedStep(Step step, String reason) {
        this(step, reason, 0);
    }
}

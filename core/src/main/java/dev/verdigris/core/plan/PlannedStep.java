package dev.verdigris.core.plan;

import dev.verdigris.core.step.Step;

/**
 * A step with its reason.
 *
 * @param step what
 * @param reason why, as a clause without a full stop
 */
public record PlannedStep(Step step, String reason) {}

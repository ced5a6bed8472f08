package dev.verdigris.core.plan;

import java.time.Instant;

import dev.verdigris.core.environment.Nonce;
import dev.verdigris.core.marker.DeploymentId;

/**
 * What a run brings along because no catalog can tell it. One run has the same all the time, so that a step which is left
 * when it plans again is recognised as the same step; two runs never share it.
 *
 * @param deployment the id of a deployment that begins, or is adopted, without having been given one
 * @param nonce the nonce of each seal that the run makes or changes
 * @param now when it began
 */
public record Fresh(DeploymentId deployment, Nonce nonce, Instant now) {}

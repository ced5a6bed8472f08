package dev.verdigris.core.plan;

import java.time.Instant;

import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.deployment.FencingToken;

/**
 * What a run brings along because no catalog can tell it. One run has the same all the time, so that a step which is left
 * when it plans again is recognized as the same step; two runs never share it.
 *
 * @param deployment the id of a deployment that begins, or is adopted, without having been given one
 * @param token the token of each state view that the run makes or changes
 * @param now when it began
 */
public record RunIdentity(DeploymentId deployment, FencingToken token, Instant now) {}

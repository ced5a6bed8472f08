package dev.verdigris.core.plan;

import java.time.Instant;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;

/**
 * Values of a run that no catalog contains. They are the same during the whole run, so a step that is left in a new
 * plan equals the same step of the old plan. Two runs never share them.
 *
 * @param deployment the id of a deployment that begins or is adopted, if none was given
 * @param token the fencing token of each state view that the run creates or renames
 * @param now the time at which the run began
 */
public record RunIdentity(DeploymentId deployment, FencingToken token, Instant now) {}

package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.AtWork;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;

/**
 * Values of a run that no catalog contains. They are the same during the whole run, so a step that is left in a new
 * plan equals the same step of the old plan. Two runs never share the id and the token.
 *
 * @param deployment the id of a deployment that begins or is adopted, if none was given
 * @param token the fencing token of each state view that the run creates or renames
 * @param now the time at which the run began
 * @param deployer the one that deploys
 * @param connections the connections of the process: that of this run first, then earlier ones. Empty if the sessions
 *     live longer than the run, so that they do not show when it ends
 */
public record RunIdentity(
        DeploymentId deployment, FencingToken token, Instant now, Deployer deployer, List<Long> connections) {

    public RunIdentity {
        connections = List.copyOf(connections);
    }

    /** The same run with another view of the one that deploys. */
    RunIdentity with(Deployer other) {
        return new RunIdentity(deployment, token, now, other, connections);
    }

    /** The entry of this run in a record; empty if no session shows when it ends. */
    Optional<AtWork> atWork() {
        return connections.stream().findFirst().map(connection -> new AtWork(connection, now, token));
    }
}

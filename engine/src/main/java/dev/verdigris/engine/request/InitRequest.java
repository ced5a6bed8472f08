package dev.verdigris.engine.request;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.plan.DeploymentKey;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Begins a deployment, or completes its beginning.
 *
 * @param deployment the id by which a later run recognises this deployment; without one, role, commit and tag decide
 * @param commit the commit that is deployed
 * @param tag the CI tag
 * @param createMissing whether missing live schemas and clusters may be created
 * @param clusterSize the size of live clusters that are created
 * @param replicationFactor the replicas of staged clusters whose live counterpart has none, and of clusters created
 * @param dryRun whether to show the plan only
 * @param accept problems that shall only warn
 */
public record InitRequest(
        Optional<DeploymentId> deployment,
        Optional<String> commit,
        Optional<String> tag,
        boolean createMissing,
        Optional<String> clusterSize,
        Optional<Integer> replicationFactor,
        boolean dryRun,
        Set<ProblemCode> accept)
        implements VerbRequest {

    /** A deployment that is recognised by its role alone and creates nothing that production lacks. */
    public static final InitRequest DEFAULT = new InitRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            Set.of());

    public InitRequest {
        accept = Set.copyOf(accept);
    }

    /** By what a later run recognises the deployment. */
    public DeploymentKey key() {
        return new DeploymentKey(deployment, commit, tag);
    }

    /** The same, only shown. */
    public InitRequest asDryRun() {
        return new InitRequest(deployment, commit, tag, createMissing, clusterSize, replicationFactor, true, accept);
    }

    /** The same under an id of the caller's. */
    public InitRequest withDeployment(DeploymentId id) {
        return new InitRequest(
                Optional.of(id), commit, tag, createMissing, clusterSize, replicationFactor, dryRun, accept);
    }

    /** The same, with problems that shall only warn. */
    public InitRequest accepting(Set<ProblemCode> codes) {
        return new InitRequest(deployment, commit, tag, createMissing, clusterSize, replicationFactor, dryRun, codes);
    }

    /** The same, creating what production lacks, with clusters of that size. */
    public InitRequest creatingMissing(String size) {
        return new InitRequest(deployment, commit, tag, true, Optional.of(size), replicationFactor, dryRun, accept);
    }
}

package dev.verdigris.engine.request;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Begins a deployment, or completes one that an earlier init began.
 *
 * @param deployment the id by which a later run recognizes this deployment; without an id, role, commit and tag decide
 * @param commit the commit that is deployed
 * @param tag the tag of the CI run
 * @param createMissing whether live schemas and clusters that do not exist are created: for a first deployment
 * @param clusterSize the size of live clusters that are created; without a size, a missing cluster is a problem
 * @param replicationFactor the replicas of staged clusters whose live counterpart has none, and of live clusters that
 *     are created
 * @param dryRun see {@link VerbRequest#dryRun}
 * @param accept see {@link VerbRequest#accept}
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

    /** A deployment that only its role identifies and that does not create missing live schemas and clusters. */
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
        accept = VerbRequest.copy(accept);
    }

    /** The same with an id. */
    public InitRequest withDeployment(DeploymentId id) {
        return new InitRequest(
                Optional.of(id), commit, tag, createMissing, clusterSize, replicationFactor, dryRun, accept);
    }

    /** The same with a commit. */
    public InitRequest withCommit(String hash) {
        return new InitRequest(
                deployment, Optional.of(hash), tag, createMissing, clusterSize, replicationFactor, dryRun, accept);
    }

    /** The same with a tag. */
    public InitRequest withTag(String text) {
        return new InitRequest(
                deployment, commit, Optional.of(text), createMissing, clusterSize, replicationFactor, dryRun, accept);
    }

    /** The same, creating the live schemas and clusters that do not exist. */
    public InitRequest withCreateMissing(boolean value) {
        return new InitRequest(deployment, commit, tag, value, clusterSize, replicationFactor, dryRun, accept);
    }

    /** The same with a size of live clusters that are created. */
    public InitRequest withClusterSize(String size) {
        return new InitRequest(
                deployment, commit, tag, createMissing, Optional.of(size), replicationFactor, dryRun, accept);
    }

    /** The same with a number of replicas. */
    public InitRequest withReplicationFactor(int replicas) {
        return new InitRequest(
                deployment, commit, tag, createMissing, clusterSize, Optional.of(replicas), dryRun, accept);
    }

    @Override
    public InitRequest withDryRun(boolean value) {
        return new InitRequest(deployment, commit, tag, createMissing, clusterSize, replicationFactor, value, accept);
    }

    @Override
    public InitRequest withAccept(Set<ProblemCode> codes) {
        return new InitRequest(deployment, commit, tag, createMissing, clusterSize, replicationFactor, dryRun, codes);
    }
}

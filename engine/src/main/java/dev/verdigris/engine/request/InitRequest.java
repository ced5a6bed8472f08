package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.StagedSizes;

/**
 * Begins a deployment, or completes one that an earlier init began.
 *
 * @param createMissing whether live schemas and clusters that do not exist are created: for a first deployment
 * @param clusterSize the size of live clusters that are created; without a size, a missing cluster is a problem
 * @param replicationFactor the replicas of staged clusters whose live counterpart has none, and of live clusters that
 *     are created
 * @param stagedSizes the sizes of staged clusters while they hydrate; before the promotion, await gives them those of
 *     the live clusters
 * @param dryRun see {@link VerbRequest#dryRun}
 * @param accept see {@link VerbRequest#accept}
 */
public record InitRequest(
        boolean createMissing,
        Optional<String> clusterSize,
        Optional<Integer> replicationFactor,
        StagedSizes stagedSizes,
        boolean dryRun,
        Consents accept)
        implements VerbRequest {

    /** A deployment that does not create missing live schemas and clusters. */
    public static final InitRequest DEFAULT =
            new InitRequest(false, Optional.empty(), Optional.empty(), StagedSizes.NONE, false, Consents.NONE);

    /** The same, creating the live schemas and clusters that do not exist. */
    public InitRequest withCreateMissing(boolean value) {
        return new InitRequest(value, clusterSize, replicationFactor, stagedSizes, dryRun, accept);
    }

    /** The same with a size of live clusters that are created. */
    public InitRequest withClusterSize(String size) {
        return new InitRequest(createMissing, Optional.of(size), replicationFactor, stagedSizes, dryRun, accept);
    }

    /** The same with a number of replicas. */
    public InitRequest withReplicationFactor(int replicas) {
        return new InitRequest(createMissing, clusterSize, Optional.of(replicas), stagedSizes, dryRun, accept);
    }

    /** The same with sizes of staged clusters while they hydrate. */
    public InitRequest withStagedSizes(StagedSizes sizes) {
        return new InitRequest(createMissing, clusterSize, replicationFactor, sizes, dryRun, accept);
    }

    @Override
    public InitRequest withDryRun(boolean value) {
        return new InitRequest(createMissing, clusterSize, replicationFactor, stagedSizes, value, accept);
    }

    @Override
    public InitRequest withAccept(Consents consents) {
        return new InitRequest(
                createMissing, clusterSize, replicationFactor, stagedSizes, dryRun, accept.and(consents));
    }
}

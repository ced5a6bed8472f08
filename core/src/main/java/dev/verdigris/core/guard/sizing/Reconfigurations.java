package dev.verdigris.core.guard.sizing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The clusters that the server is resizing at this moment. Until the end of that the catalog shows the old size. A copy
 * gets this size, and a swap leaves the new one on the side that is dropped later.
 */
public final class Reconfigurations {

    private static final String DONE = "finalized";

    /** The statuses of a resize that has ended. Any other one counts as under way. */
    private static final Set<String> ENDED = Set.of(DONE, "timed-out", "cancelled", "resource-exhausted");

    private Reconfigurations() {}

    /** A problem for each cluster of both sides that is being resized. */
    public static List<Problem> problems(DeploymentView view) {
        return Stream.of(Side.LIVE, Side.SUFFIXED)
                .flatMap(side -> view.pairs().clustersOf(side).stream())
                .flatMap(cluster -> problem(view.catalog(), cluster).stream())
                .toList();
    }

    /** The problem of a cluster that is being resized. */
    public static Optional<Problem> problem(CatalogSnapshot catalog, Cluster cluster) {
        if (!isUnderWay(catalog, cluster)) {
            return Optional.empty();
        }
        String where = "cluster " + cluster.name();
        Optional<String> status = catalog.reconfiguration(cluster.id());
        return Optional.of(new Problem(
                ProblemCode.RECONFIGURING,
                where + " is being resized, and the catalog shows its old settings until the end of that"
                        + status.map(text -> "; the status of the resize is " + text)
                                .orElse(""),
                where,
                Fix.advice("wait until the resize has ended, then run the verb again")));
    }

    /**
     * Whether a cluster is being resized. A server of 26.35 or later has a status. An earlier one has pending replicas,
     * which are looked for only if a cluster has other replicas than its settings say.
     */
    public static boolean isUnderWay(CatalogSnapshot catalog, Cluster cluster) {
        return isOpen(catalog, cluster.id())
                || switch (cluster.config()) {
                    case ClusterConfig.Managed managed -> hasReplicasOfAResize(cluster, managed);
                    case ClusterConfig.Unmanaged unmanaged -> false;
                };
    }

    /** The status of the last resize of a cluster, if the server has given that up. */
    static Optional<String> givenUp(CatalogSnapshot catalog, ClusterId cluster) {
        return catalog.reconfiguration(cluster).filter(status -> ENDED.contains(status) && !status.equals(DONE));
    }

    /** Whether the last resize of a cluster has a status, and not one of an end. */
    static boolean isOpen(CatalogSnapshot catalog, ClusterId cluster) {
        return catalog.reconfiguration(cluster)
                .filter(status -> !ENDED.contains(status))
                .isPresent();
    }

    private static boolean hasReplicasOfAResize(Cluster cluster, ClusterConfig.Managed managed) {
        List<Replica> replicas = cluster.replicas();
        boolean asSet = replicas.size() == managed.replicationFactor()
                && replicas.stream().allMatch(replica -> hasSize(replica, managed.size()));
        return !asSet
                && replicas.stream()
                        .filter(replica -> !replica.internal())
                        .anyMatch(replica -> replica.pending()
                                || !hasSize(replica, managed.size()) && !isAdditional(replica, managed));
    }

    private static boolean hasSize(Replica replica, String size) {
        return replica.size().filter(size::equals).isPresent();
    }

    /** Whether the server may have added it by the auto scaling strategy. */
    private static boolean isAdditional(Replica replica, ClusterConfig.Managed managed) {
        return managed.autoScaling().orElse(null) instanceof ClusterConfig.AutoScaling.OnHydration on
                && hasSize(replica, on.size());
    }
}

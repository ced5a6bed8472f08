package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.ClusterDdl;
import dev.verdigris.core.step.ClusterSpec;

/**
 * Creates the definition of a cluster's counterpart: everything that the catalog shows, except the replicas of support
 * and the workload class, which users may not set.
 */
public final class ClusterCopy {

    private ClusterCopy() {}

    /**
     * The definition of a cluster's counterpart.
     *
     * @param cluster the live cluster
     * @param replicationFactor the number of replicas if the live cluster has none
     * @return the definition, or nothing if {@link #problems} names a problem
     */
    public static Optional<ClusterSpec> of(Cluster cluster, Optional<Integer> replicationFactor) {
        if (!problems(cluster, replicationFactor).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (cluster.config()) {
                    case ClusterConfig.Managed managed ->
                        new ClusterSpec.Managed((isPaused(cluster)
                                        ? managed.withReplicationFactor(replicationFactor.orElseThrow())
                                        : managed)
                                .withoutWorkloadClass());
                    case ClusterConfig.Unmanaged unmanaged ->
                        new ClusterSpec.Unmanaged(copyable(cluster).stream()
                                .map(replica -> new ClusterSpec.ReplicaSpec(
                                        replica.name(), replica.size().orElseThrow(), replica.availabilityZone()))
                                .toList());
                });
    }

    /** The reasons why a cluster cannot be copied. */
    public static List<Problem> problems(Cluster cluster, Optional<Integer> replicationFactor) {
        List<Problem> problems = new ArrayList<>();
        String where = "cluster " + cluster.name();
        boolean sized = cluster.config() instanceof ClusterConfig.Managed
                && replicationFactor.filter(factor -> factor > 0).isPresent();
        if (isPaused(cluster) && !sized) {
            problems.add(paused(cluster));
        }
        if (cluster.config() instanceof ClusterConfig.Managed managed
                && managed.autoScaling().orElse(null) instanceof ClusterConfig.AutoScaling.Unknown unknown) {
            problems.add(new Problem(
                    ProblemCode.AUTO_SCALING,
                    where + " has an auto scaling strategy that this version does not know: " + unknown.strategy(),
                    where,
                    Fix.choice(
                            Fix.either("use a version of Verdigris that knows the strategy"),
                            Fix.either("remove the strategy from the cluster while the deployment lasts"))));
        }
        if (cluster.config() instanceof ClusterConfig.Unmanaged) {
            for (Replica replica : copyable(cluster)) {
                if (replica.size().isEmpty()) {
                    problems.add(new Problem(
                            ProblemCode.REPLICA_WITHOUT_SIZE,
                            "replica " + replica.name() + " of " + where + " has no size, so it cannot be copied",
                            where + " replica " + replica.name(),
                            Fix.advice("replace the replica with one that has a size")));
                }
            }
        }
        return problems;
    }

    /** Whether nothing on a cluster can run. A cluster between two scheduled refreshes is not paused. */
    static boolean isPaused(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed ->
                managed.schedule() instanceof ClusterConfig.Schedule.Manual && managed.replicationFactor() == 0;
            case ClusterConfig.Unmanaged unmanaged -> copyable(cluster).isEmpty();
        };
    }

    static Problem paused(Cluster cluster) {
        String where = "cluster " + cluster.name();
        Fix fix = switch (cluster.config()) {
            case ClusterConfig.Managed managed -> Fix.sql(ClusterDdl.setReplicationFactor(cluster.name(), 1));
            case ClusterConfig.Unmanaged unmanaged ->
                Fix.sqlAfter("choose a size", ClusterDdl.createReplica(cluster.name(), Literal.of("…")));
        };
        return new Problem(
                ProblemCode.PAUSED_CLUSTER, where + " has no replicas, so nothing on it can hydrate", where, fix);
    }

    private static List<Replica> copyable(Cluster cluster) {
        return cluster.replicas().stream()
                .filter(replica -> !replica.internal() && !replica.pending())
                .toList();
    }
}

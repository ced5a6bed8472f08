package dev.verdigris.core.guard.drift;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.inventory.Fact;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix.Statement;
import dev.verdigris.core.sql.ClusterDdl;
import dev.verdigris.core.step.ClusterSpec;

/**
 * The statement that gives a cluster one setting of another cluster. There is none if it would have to drop a replica,
 * or make an unmanaged cluster of a managed one.
 */
final class SettingStatements {

    private static final String REPLACES =
            "the server replaces the replicas of the cluster, and the new ones hydrate all its objects again";

    private SettingStatements() {}

    /**
     * The statement.
     *
     * @param from the cluster whose setting it is
     * @param to the cluster that gets it
     * @param fact which setting
     */
    static List<Statement> copied(Cluster from, Cluster to, Fact fact) {
        return switch (from.config()) {
            case ClusterConfig.Managed managed ->
                to.config() instanceof ClusterConfig.Managed ? managed(managed, to, fact) : List.of();
            case ClusterConfig.Unmanaged unmanaged ->
                to.config() instanceof ClusterConfig.Unmanaged ? replica(from, to, fact) : List.of();
        };
    }

    private static List<Statement> managed(ClusterConfig.Managed from, Cluster to, Fact fact) {
        return switch (fact.aspect()) {
            case SIZE -> replacing(ClusterDdl.setSize(to.name(), Literal.of(from.size())));
            case REPLICATION_FACTOR ->
                from.schedule() instanceof ClusterConfig.Schedule.Manual
                        ? List.of(Statement.of(ClusterDdl.setReplicationFactor(to.name(), from.replicationFactor())))
                        : List.of();
            case SCHEDULE -> List.of(Statement.of(ClusterDdl.setSchedule(to.name(), from.schedule())));
            case AVAILABILITY_ZONES -> replacing(ClusterDdl.setZones(to.name(), from.availabilityZones()));
            case INTROSPECTION ->
                replacing(ClusterDdl.setIntrospection(
                        to.name(), from.introspectionInterval(), from.introspectionDebugging()));
            case AUTO_SCALING_STRATEGY ->
                from.autoScaling().orElse(null) instanceof ClusterConfig.AutoScaling.Unknown
                        ? List.of()
                        : List.of(Statement.of(ClusterDdl.setAutoScaling(to.name(), from.autoScaling())));
            case NAME, OWNER, GRANT, DEFAULT_PRIVILEGE, COMMENT, COLUMN_COMMENT, READS, REPLICA -> List.of();
        };
    }

    private static List<Statement> replacing(String sql) {
        return List.of(new Statement(sql, Optional.of(REPLACES)));
    }

    /** Only a replica that is missing can be made without a drop. */
    private static List<Statement> replica(Cluster from, Cluster to, Fact fact) {
        return from.replicas().stream()
                .filter(replica ->
                        isNamed(replica, fact) && to.replicas().stream().noneMatch(has -> isNamed(has, fact)))
                .flatMap(replica -> replica.size().stream()
                        .map(size -> new ClusterSpec.ReplicaSpec(replica.name(), size, replica.availabilityZone())))
                .map(replica -> Statement.of(ClusterDdl.createReplica(to.name(), replica)))
                .toList();
    }

    private static boolean isNamed(Replica replica, Fact fact) {
        return replica.name().value().equals(fact.which().text());
    }
}

package dev.verdigris.core.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ClusterConfig.AutoScaling;
import dev.verdigris.core.catalog.ClusterConfig.Schedule;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.step.ClusterSpec;

/** The statements about clusters and their settings, as {@link Ddl} has those about all else. */
public final class ClusterDdl {

    private static final String INTERVAL = "INTROSPECTION INTERVAL = ";

    private ClusterDdl() {}

    /** Creates a cluster (Materialize docs: sql/create-cluster). */
    public static String createCluster(Identifier cluster, ClusterSpec spec) {
        return switch (spec) {
            case ClusterSpec.Managed managed ->
                "CREATE CLUSTER " + cluster.sql() + " (" + options(managed.config()) + ")";
            case ClusterSpec.Unmanaged unmanaged ->
                "CREATE CLUSTER " + cluster.sql() + " REPLICAS ("
                        + unmanaged.replicas().stream()
                                .map(replica -> replica.name().sql() + " " + options(replica))
                                .collect(Collectors.joining(", "))
                        + ")";
        };
    }

    private static String options(ClusterConfig.Managed config) {
        List<String> options = new ArrayList<>();
        options.add("SIZE = " + Literal.of(config.size()).sql());
        options.add(
                switch (config.schedule()) {
                    case Schedule.Manual manual -> "REPLICATION FACTOR = " + config.replicationFactor();
                    case Schedule.OnRefresh onRefresh -> schedule(onRefresh);
                });
        if (!config.availabilityZones().isEmpty()) {
            options.add(zones(config.availabilityZones()));
        }
        if (config.introspectionDebugging()) {
            options.add("INTROSPECTION DEBUGGING = TRUE");
        }
        Optional<Duration> interval = config.introspectionInterval();
        if (!interval.equals(Optional.of(ClusterConfig.Managed.DEFAULT_INTROSPECTION_INTERVAL))) {
            options.add(introspection(interval));
        }
        config.autoScaling().map(ClusterDdl::autoScaling).ifPresent(options::add);
        return String.join(", ", options);
    }

    private static String schedule(Schedule.OnRefresh onRefresh) {
        return "SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = " + interval(onRefresh.hydrationTimeEstimate()) + ")";
    }

    private static String zones(List<String> zones) {
        return "AVAILABILITY ZONES = ("
                + zones.stream().map(zone -> Literal.of(zone).sql()).collect(Collectors.joining(", ")) + ")";
    }

    private static String introspection(Optional<Duration> interval) {
        return INTERVAL + interval.map(ClusterDdl::interval).orElse("0");
    }

    private static String autoScaling(AutoScaling strategy) {
        return switch (strategy) {
            case AutoScaling.OnHydration on ->
                "AUTO SCALING STRATEGY = (ON HYDRATION (HYDRATION SIZE = "
                        + Literal.of(on.size()).sql()
                        + on.linger()
                                .map(time -> ", LINGER DURATION = " + interval(time))
                                .orElse("") + "))";
            case AutoScaling.Unknown unknown ->
                throw new IllegalArgumentException("unknown strategy " + unknown.strategy());
        };
    }

    private static String options(ClusterSpec.ReplicaSpec replica) {
        String zone = replica.availabilityZone()
                .map(name -> ", AVAILABILITY ZONE = " + Literal.of(name).sql())
                .orElse("");
        return "(SIZE = " + Literal.of(replica.size()).sql() + zone + ")";
    }

    /** An interval in units that every option accepts. Some options accept no unit larger than a day. */
    private static String interval(Duration duration) {
        return duration.toMillisPart() == 0
                ? "'" + duration.toSeconds() + " seconds'"
                : "'" + duration.toMillis() + " milliseconds'";
    }

    private static String set(Identifier cluster, String options) {
        return "ALTER CLUSTER " + cluster.sql() + " SET (" + options + ")";
    }

    private static String reset(Identifier cluster, String option) {
        return "ALTER CLUSTER " + cluster.sql() + " RESET (" + option + ")";
    }

    /** Changes the number of a managed cluster's replicas. */
    public static String setReplicationFactor(Identifier cluster, int factor) {
        return set(cluster, "REPLICATION FACTOR = " + factor);
    }

    /** Changes the size of a managed cluster's replicas. */
    public static String setSize(Identifier cluster, Literal size) {
        return set(cluster, "SIZE = " + size.sql());
    }

    /** Lets the replicas of a managed cluster report on their objects. The server replaces them by new ones. */
    public static String setIntrospection(Identifier cluster) {
        return set(cluster, introspection(Optional.of(ClusterConfig.Managed.DEFAULT_INTROSPECTION_INTERVAL)));
    }

    /** Changes when and how the replicas of a managed cluster report on themselves. The server replaces them. */
    public static String setIntrospection(Identifier cluster, Optional<Duration> interval, boolean debugging) {
        return set(cluster, introspection(interval) + ", INTROSPECTION DEBUGGING = " + (debugging ? "TRUE" : "FALSE"));
    }

    /** Changes when the replicas of a managed cluster run. */
    public static String setSchedule(Identifier cluster, Schedule schedule) {
        return set(
                cluster,
                switch (schedule) {
                    case Schedule.Manual manual -> "SCHEDULE = MANUAL";
                    case Schedule.OnRefresh onRefresh -> schedule(onRefresh);
                });
    }

    /** Changes the zones that the replicas of a managed cluster may be in; none means any. */
    public static String setZones(Identifier cluster, List<String> zones) {
        return zones.isEmpty() ? reset(cluster, "AVAILABILITY ZONES") : set(cluster, zones(zones));
    }

    /**
     * Changes how the server adds replicas to a managed cluster by itself.
     *
     * @param strategy one that this version knows; empty means that it adds none
     */
    public static String setAutoScaling(Identifier cluster, Optional<AutoScaling> strategy) {
        return strategy.map(known -> set(cluster, autoScaling(known)))
                .orElseGet(() -> reset(cluster, "AUTO SCALING STRATEGY"));
    }

    /** Changes whether the arrangements of a managed cluster are compressed (Materialize docs: sql/alter-cluster). */
    public static String setCompression(Identifier cluster, boolean on) {
        return set(cluster, "EXPERIMENTAL ARRANGEMENT COMPRESSION = " + (on ? "TRUE" : "FALSE"));
    }

    /** Takes the workload class of a cluster away. Only the system role mz_system may do it. */
    public static String resetWorkloadClass(Identifier cluster) {
        return reset(cluster, "WORKLOAD CLASS");
    }

    /** Changes the workload class of a cluster. Only the system role mz_system may do it. */
    public static String setWorkloadClass(Identifier cluster, String name) {
        return set(cluster, "WORKLOAD CLASS = " + Literal.of(name).sql());
    }

    /** Shows all settings of a managed cluster. */
    public static String showCreateCluster(Identifier cluster) {
        return "SHOW CREATE CLUSTER " + cluster.sql();
    }

    /** Adds a replica to an unmanaged cluster. */
    public static String createReplica(Identifier cluster, ClusterSpec.ReplicaSpec replica) {
        return "CREATE CLUSTER REPLICA " + cluster.sql() + "." + replica.name().sql() + " " + options(replica);
    }

    /** Adds a replica to an unmanaged cluster that has none. */
    public static String createReplica(Identifier cluster, Literal size) {
        return "CREATE CLUSTER REPLICA " + cluster.sql() + "."
                + Identifier.of("r1").sql() + " (SIZE = " + size.sql() + ")";
    }
}

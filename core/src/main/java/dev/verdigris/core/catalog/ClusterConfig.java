package dev.verdigris.core.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The configuration of a cluster. */
public sealed interface ClusterConfig {

    /** The class that support assigned for metering; users can neither set nor copy it. */
    Optional<String> workloadClass();

    /**
     * A cluster whose replicas the server creates.
     *
     * @param size the size of every replica
     * @param replicationFactor the number of replicas; 0 means paused, or between two refreshes
     * @param schedule when replicas run
     * @param availabilityZones the zones to choose from; empty means any
     * @param introspectionDebugging whether the introspection itself is introspected too
     * @param introspectionInterval how often introspection data is collected; empty means never
     * @param workloadClass see {@link ClusterConfig#workloadClass}
     * @param autoScaling how the server adds replicas by itself, if it does
     * @param unread which of {@link CatalogPart#CLUSTER_SCHEDULES}, {@link CatalogPart#WORKLOAD_CLASSES} and {@link
     *     CatalogPart#AUTO_SCALING} were not read; asking for what belongs to them throws {@link CatalogPart.Unread}
     */
    record Managed(
            String size,
            int replicationFactor,
            Schedule schedule,
            List<String> availabilityZones,
            boolean introspectionDebugging,
            Optional<Duration> introspectionInterval,
            Optional<String> workloadClass,
            Optional<AutoScaling> autoScaling,
            Set<CatalogPart> unread)
            implements ClusterConfig {

        /** The introspection interval of a cluster that does not set one. */
        public static final Duration DEFAULT_INTROSPECTION_INTERVAL = Duration.ofSeconds(1);

        public Managed {
            availabilityZones = List.copyOf(availabilityZones);
            unread = Set.copyOf(unread);
        }

        /** A cluster of which everything is known, without auto scaling. */
        public Managed(
                String size,
                int replicationFactor,
                Schedule schedule,
                List<String> availabilityZones,
                boolean introspectionDebugging,
                Optional<Duration> introspectionInterval,
                Optional<String> workloadClass) {
            this(
                    size,
                    replicationFactor,
                    schedule,
                    availabilityZones,
                    introspectionDebugging,
                    introspectionInterval,
                    workloadClass,
                    Optional.empty(),
                    Set.of());
        }

        @Override
        public Schedule schedule() {
            CatalogPart.CLUSTER_SCHEDULES.demand(unread);
            return schedule;
        }

        @Override
        public Optional<String> workloadClass() {
            CatalogPart.WORKLOAD_CLASSES.demand(unread);
            return workloadClass;
        }

        @Override
        public Optional<AutoScaling> autoScaling() {
            CatalogPart.AUTO_SCALING.demand(unread);
            return autoScaling;
        }

        /** A plain cluster: always on, any zone, the server's default introspection. */
        public static Managed of(String size, int replicationFactor) {
            return new Managed(
                    size,
                    replicationFactor,
                    new Schedule.Manual(),
                    List.of(),
                    false,
                    Optional.of(DEFAULT_INTROSPECTION_INTERVAL),
                    Optional.empty());
        }

        /** The same cluster with another number of replicas. */
        public Managed withReplicationFactor(int factor) {
            return new Managed(
                    size,
                    factor,
                    schedule,
                    availabilityZones,
                    introspectionDebugging,
                    introspectionInterval,
                    workloadClass,
                    autoScaling,
                    unread);
        }

        /** The same cluster without a workload class. */
        public Managed withoutWorkloadClass() {
            return new Managed(
                    size,
                    replicationFactor,
                    schedule,
                    availabilityZones,
                    introspectionDebugging,
                    introspectionInterval,
                    Optional.empty(),
                    autoScaling,
                    unread);
        }

        /** The same cluster with an auto scaling strategy. */
        public Managed withAutoScaling(AutoScaling strategy) {
            return new Managed(
                    size,
                    replicationFactor,
                    schedule,
                    availabilityZones,
                    introspectionDebugging,
                    introspectionInterval,
                    workloadClass,
                    Optional.of(strategy),
                    unread);
        }
    }

    /**
     * A cluster whose replicas are created one by one; {@link Cluster#replicas} lists them.
     *
     * @param workloadClass see {@link ClusterConfig#workloadClass}
     * @param unread {@link CatalogPart#WORKLOAD_CLASSES} if it was not read
     */
    record Unmanaged(Optional<String> workloadClass, Set<CatalogPart> unread) implements ClusterConfig {

        public Unmanaged {
            unread = Set.copyOf(unread);
        }

        /** A cluster of which everything is known. */
        public Unmanaged(Optional<String> workloadClass) {
            this(workloadClass, Set.of());
        }

        @Override
        public Optional<String> workloadClass() {
            CatalogPart.WORKLOAD_CLASSES.demand(unread);
            return workloadClass;
        }
    }

    /** How the server adds replicas to a managed cluster by itself (Materialize docs: clusters/autoscaling). */
    sealed interface AutoScaling {

        /** It in a few words, which are the same only for the same strategy. */
        default String text() {
            return switch (this) {
                case OnHydration on ->
                    "on hydration, size " + on.size()
                            + on.linger()
                                    .map(time -> ", for " + time.toMillis() + " ms more")
                                    .orElse("");
                case Unknown unknown -> unknown.strategy();
            };
        }

        /**
         * One more replica while an object of the cluster is not hydrated.
         *
         * @param size the size of that replica
         * @param linger how long it stays afterwards; empty means the server's default
         */
        record OnHydration(String size, Optional<Duration> linger) implements AutoScaling {}

        /** A strategy that this version does not know, as the catalog shows it. */
        record Unknown(String strategy) implements AutoScaling {}
    }

    /** When the replicas of a managed cluster run. */
    sealed interface Schedule {

        /** Always as many as the replication factor says. */
        record Manual() implements Schedule {}

        /**
         * Only around the refreshes of REFRESH materialized views. The server changes the replication factor itself.
         *
         * @param hydrationTimeEstimate how long before a refresh the server turns the cluster on; never negative, no
         *     unit above days
         */
        record OnRefresh(Duration hydrationTimeEstimate) implements Schedule {}
    }
}

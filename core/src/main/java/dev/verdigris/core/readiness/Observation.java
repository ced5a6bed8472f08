package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;

/**
 * The server's reports at one moment. Rows about other objects are ignored. Missing rows count as unknown. All ids are
 * ids of objects ({@code mz_internal.mz_object_global_ids} maps the collections' ids to them).
 *
 * @param at the server's clock
 * @param clusters the clusters of the staged side and of the live counterparts
 * @param hydration rows of {@code mz_internal.mz_hydration_statuses}
 * @param hydrationTimes rows of {@code mz_internal.mz_compute_hydration_times}, live counterparts included
 * @param frontiers rows of {@code mz_internal.mz_frontiers}, live counterparts included
 * @param processes rows of {@code mz_internal.mz_cluster_replica_statuses}
 * @param crashes the crashes that {@code mz_internal.mz_cluster_replica_status_history} shows
 * @param statuses rows of {@code mz_source_statuses} and {@code mz_sink_statuses}
 * @param refreshes REFRESH materialized views with their refreshes
 * @param usages rows of {@code mz_internal.mz_cluster_replica_metrics}; none if they were not read
 * @param unread which of {@link CatalogPart#HYDRATION_TIMES} and {@link CatalogPart#CRASHES} were not read; asking for
 *     them throws {@link CatalogPart.Unread}
 */
public record Observation(
        Instant at,
        List<ClusterReplicas> clusters,
        List<Hydration> hydration,
        List<HydrationTime> hydrationTimes,
        List<Frontier> frontiers,
        List<ReplicaProcess> processes,
        List<Crash> crashes,
        List<RunStatus> statuses,
        List<Refresh> refreshes,
        List<Usage> usages,
        Set<CatalogPart> unread) {

    public Observation {
        clusters = List.copyOf(clusters);
        hydration = List.copyOf(hydration);
        hydrationTimes = List.copyOf(hydrationTimes);
        frontiers = List.copyOf(frontiers);
        processes = List.copyOf(processes);
        crashes = List.copyOf(crashes);
        statuses = List.copyOf(statuses);
        refreshes = List.copyOf(refreshes);
        usages = List.copyOf(usages);
        unread = Set.copyOf(unread);
    }

    @Override
    public List<HydrationTime> hydrationTimes() {
        CatalogPart.HYDRATION_TIMES.demand(unread);
        return hydrationTimes;
    }

    @Override
    public List<Crash> crashes() {
        CatalogPart.CRASHES.demand(unread);
        return crashes;
    }

    /**
     * A cluster and the replicas that it has at this moment.
     *
     * @param id the cluster
     * @param name its name
     * @param size the size of its replicas, if the cluster is managed
     * @param onRefresh whether the server turns it on for refreshes only
     * @param introspection whether its replicas report on their objects, or may; only of a managed cluster the catalog
     *     shows that they do not
     * @param members its replicas that are neither pending nor internal
     * @param pending how many replicas are about to replace these: a reconfiguration is in progress
     */
    public record ClusterReplicas(
            ClusterId id,
            Identifier name,
            Optional<String> size,
            boolean onRefresh,
            boolean introspection,
            List<Member> members,
            int pending) {

        public ClusterReplicas {
            members = List.copyOf(members);
        }

        /** The ids of the members. */
        public List<ReplicaId> replicas() {
            return members.stream().map(Member::id).toList();
        }
    }

    /**
     * A replica of a cluster.
     *
     * @param id its id
     * @param name its name
     */
    public record Member(ReplicaId id, Identifier name) {}

    /**
     * What a process of a replica uses.
     *
     * @param replica the replica
     * @param process the number of the process
     * @param memory its memory in bytes
     * @param heap its memory and swap together in bytes; at this limit it is killed
     * @param cpu its processors in billionths of one
     */
    public record Usage(ReplicaId replica, long process, Share memory, Share heap, Share cpu) {}

    /**
     * Whether an object is hydrated on a replica.
     *
     * @param object the object
     * @param replica the replica; empty if no replica has reported
     * @param hydrated the reported value; empty if there is none
     */
    public record Hydration(ItemId object, Optional<ReplicaId> replica, Optional<Boolean> hydrated) {}

    /**
     * The hydration time of an object on a replica.
     *
     * @param object the object
     * @param replica the replica
     * @param time the duration
     */
    public record HydrationTime(ItemId object, ReplicaId replica, Duration time) {}

    /**
     * The time up to which an object's contents are complete.
     *
     * @param object the object
     * @param write that time; empty means that the object is closed and nothing will be added
     */
    public record Frontier(ItemId object, Optional<Instant> write) {}

    /**
     * The state of one process of a replica.
     *
     * @param replica the replica
     * @param process its number
     * @param online whether it passed its readiness probe
     */
    public record ReplicaProcess(ReplicaId replica, long process, boolean online) {}

    /**
     * A crash of a replica's process.
     *
     * @param replica the replica
     * @param process the number of the process
     * @param at the time of the crash
     * @param outOfMemory whether the process was killed for its use of memory, as the server reports it
     */
    public record Crash(ReplicaId replica, long process, Instant at, boolean outOfMemory) {

        /** The same crash, with its reason. */
        Crash forWantOfMemory() {
            return new Crash(replica, process, at, true);
        }
    }

    /**
     * The refreshes of a REFRESH materialized view.
     *
     * @param object the view
     * @param lastCompleted the last completed refresh, if there is one
     * @param next the next refresh, if there is one
     */
    public record Refresh(ItemId object, Optional<Instant> lastCompleted, Optional<Instant> next) {}
}

package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;
import org.jspecify.annotations.Nullable;

/** An observation, written row by row. */
final class CatalogObservation {

    private final List<Observation.ClusterReplicas> clusters = new ArrayList<>();
    private final List<Observation.Hydration> hydration = new ArrayList<>();
    private final List<Observation.HydrationTime> times = new ArrayList<>();
    private final Map<ItemId, Duration> lags = new LinkedHashMap<>();
    private final Set<CatalogPart> unread = EnumSet.noneOf(CatalogPart.class);
    private final List<Observation.Frontier> frontiers = new ArrayList<>();
    private final List<Observation.ReplicaProcess> processes = new ArrayList<>();
    private final List<Observation.Crash> crashes = new ArrayList<>();
    private final List<RunStatus> statuses = new ArrayList<>();
    private final List<Observation.Refresh> refreshes = new ArrayList<>();
    private final List<Observation.Usage> usages = new ArrayList<>();

    CatalogObservation cluster(ClusterId id, boolean onRefresh, ReplicaId... replicas) {
        return cluster(id, onRefresh, true, 0, replicas);
    }

    /** A cluster whose replicas two others are about to replace. */
    CatalogObservation reconfigured(ClusterId id, ReplicaId... replicas) {
        return cluster(id, false, true, 2, replicas);
    }

    private CatalogObservation cluster(
            ClusterId id, boolean onRefresh, boolean introspection, int pending, ReplicaId... replicas) {
        clusters.add(new Observation.ClusterReplicas(
                id,
                Identifier.of("c"),
                Optional.of("25cc"),
                onRefresh,
                introspection,
                Stream.of(replicas)
                        .map(replica -> new Observation.Member(replica, Identifier.of("r" + replica.value())))
                        .toList(),
                pending));
        return this;
    }

    CatalogObservation clusterWithoutIntrospection(ClusterId id, ReplicaId... replicas) {
        return cluster(id, false, false, 0, replicas);
    }

    CatalogObservation online(ReplicaId replica) {
        processes.add(new Observation.ReplicaProcess(replica, 0, true));
        return this;
    }

    /** One of two processes is not up. */
    CatalogObservation offline(ReplicaId replica) {
        processes.add(new Observation.ReplicaProcess(replica, 0, true));
        processes.add(new Observation.ReplicaProcess(replica, 1, false));
        return this;
    }

    CatalogObservation hydration(ItemId object, ReplicaId replica, boolean hydrated) {
        hydration.add(new Observation.Hydration(object, Optional.of(replica), Optional.of(hydrated)));
        return this;
    }

    CatalogObservation hydrationElsewhere(ItemId other, ReplicaId replica) {
        return hydration(other, replica, true);
    }

    CatalogObservation noReplicaReported(ItemId object) {
        hydration.add(new Observation.Hydration(object, Optional.empty(), Optional.of(false)));
        return this;
    }

    CatalogObservation hydrationTime(ItemId object, ReplicaId replica, long seconds) {
        times.add(new Observation.HydrationTime(object, replica, Duration.ofSeconds(seconds)));
        return this;
    }

    /** Sets the frontier to this many seconds before the time of the observation. */
    CatalogObservation lag(ItemId object, long seconds) {
        lags.put(object, Duration.ofSeconds(seconds));
        return this;
    }

    CatalogObservation without(CatalogPart part) {
        unread.add(part);
        return this;
    }

    CatalogObservation frontier(ItemId object, Instant write) {
        frontiers.add(new Observation.Frontier(object, Optional.of(write)));
        return this;
    }

    CatalogObservation closed(ItemId object) {
        frontiers.add(new Observation.Frontier(object, Optional.empty()));
        return this;
    }

    CatalogObservation crash(ReplicaId replica, Instant at, boolean outOfMemory) {
        return crash(new Observation.Crash(replica, 0, at, outOfMemory));
    }

    CatalogObservation crash(Observation.Crash crash) {
        crashes.add(crash);
        return this;
    }

    CatalogObservation status(ItemId object, String state) {
        statuses.add(new RunStatus(object, RunStatus.State.of(state), Optional.empty()));
        return this;
    }

    CatalogObservation status(ItemId object, String state, String error) {
        statuses.add(new RunStatus(object, RunStatus.State.of(state), Optional.of(error)));
        return this;
    }

    CatalogObservation refresh(ItemId object, @Nullable Instant last) {
        refreshes.add(new Observation.Refresh(object, Optional.ofNullable(last), Optional.empty()));
        return this;
    }

    CatalogObservation refreshDue(ItemId object, Instant next) {
        refreshes.add(new Observation.Refresh(object, Optional.empty(), Optional.of(next)));
        return this;
    }

    /** What a process uses of 100 bytes of memory, 200 bytes of memory and swap, and 300 billionths of a processor. */
    CatalogObservation uses(ReplicaId replica, long process, long memory, long heap, long cpu) {
        usages.add(new Observation.Usage(replica, process, of(memory, 100), of(heap, 200), of(cpu, 300)));
        return this;
    }

    private static Share of(long used, long limit) {
        return new Share(Optional.of(used), Optional.of(limit));
    }

    Observation observation(Instant at) {
        List<Observation.Frontier> all = new ArrayList<>(frontiers);
        lags.forEach((object, lag) -> all.add(new Observation.Frontier(object, Optional.of(at.minus(lag)))));
        return new Observation(
                at, clusters, hydration, times, all, processes, crashes, statuses, refreshes, usages, unread);
    }
}

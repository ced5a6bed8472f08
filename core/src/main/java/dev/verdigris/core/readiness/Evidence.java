package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.text.Count;

/** An observation, indexed by object and by replica. */
final class Evidence {

    /** The state of a replica's processes. */
    enum Health {
        ONLINE,
        /** A process is not online, or no process has reported yet. */
        STARTING,
        /** It crashed repeatedly within the policy's window. */
        LOOPING
    }

    private final Observation observation;
    private final ReadinessPolicy policy;
    private final Instant at;
    private final Map<ClusterId, Observation.ClusterReplicas> clusters = new HashMap<>();
    private final Map<ItemId, Set<ReplicaId>> hydratedOn = new HashMap<>();
    private final Set<ItemId> hydrationKnown = new HashSet<>();
    private final Map<ItemId, Optional<Instant>> frontiers = new HashMap<>();
    private final Map<ItemId, RunStatus> statuses = new HashMap<>();
    private final Map<ItemId, Observation.Refresh> refreshes = new HashMap<>();
    private final Set<ReplicaId> online = new HashSet<>();
    private final Set<ReplicaId> offline = new HashSet<>();

    Evidence(Observation observation, ReadinessPolicy policy) {
        this.observation = observation;
        this.policy = policy;
        this.at = observation.at();
        observation.clusters().forEach(cluster -> clusters.put(cluster.id(), cluster));
        for (Observation.Hydration row : observation.hydration()) {
            hydrationKnown.add(row.object());
            if (row.replica().isPresent() && row.hydrated().orElse(false)) {
                hydratedOn
                        .computeIfAbsent(row.object(), unused -> new HashSet<>())
                        .add(row.replica().get());
            }
        }
        observation.frontiers().forEach(row -> frontiers.put(row.object(), row.write()));
        observation.statuses().forEach(row -> statuses.put(row.item(), row));
        observation.refreshes().forEach(row -> refreshes.put(row.object(), row));
        observation.processes().forEach(row -> (row.online() ? online : offline).add(row.replica()));
    }

    Instant at() {
        return at;
    }

    Optional<Observation.ClusterReplicas> cluster(ClusterId id) {
        return Optional.ofNullable(clusters.get(id));
    }

    boolean hydratedOn(ItemId object, ReplicaId replica) {
        return hydratedOn.getOrDefault(object, Set.of()).contains(replica);
    }

    /** Whether there is a row for the object, hydrated or not. */
    boolean hasHydrationRow(ItemId object) {
        return hydrationKnown.contains(object);
    }

    /** The longest time that an object took to hydrate on any replica. Asked only of what is not ready. */
    Optional<Duration> hydrationTime(ItemId object) {
        return observation.hydrationTimes().stream()
                .filter(row -> row.object().equals(object))
                .map(Observation.HydrationTime::time)
                .max(Duration::compareTo);
    }

    Optional<RunStatus> status(ItemId object) {
        return Optional.ofNullable(statuses.get(object));
    }

    Optional<Observation.Refresh> refresh(ItemId object) {
        return Optional.ofNullable(refreshes.get(object));
    }

    /** Whether, by its frontier, the object was never written. */
    boolean wroteNothing(ItemId object) {
        return frontiers
                .getOrDefault(object, Optional.empty())
                .filter(Instant.EPOCH::equals)
                .isPresent();
    }

    boolean isClosed(ItemId object) {
        return frontiers.containsKey(object) && frontiers.get(object).isEmpty();
    }

    /** The lag of an object, from its frontier; empty if the frontier is not known. */
    Optional<Duration> lag(ItemId object) {
        return frontiers
                .getOrDefault(object, Optional.empty())
                .map(write -> Duration.between(write, at))
                .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
    }

    Health health(ReplicaId replica) {
        if (recent(replica).size() >= policy.crashes()) {
            return Health.LOOPING;
        }
        return online.contains(replica) && !offline.contains(replica) ? Health.ONLINE : Health.STARTING;
    }

    /** The number of a replica's crashes within the window, in words. */
    String crashes(ReplicaId replica) {
        List<Observation.Crash> recent = recent(replica);
        boolean outOfMemory = recent.stream().anyMatch(Observation.Crash::outOfMemory);
        return Count.of(recent.size(), "time") + (outOfMemory ? ", out of memory" : "");
    }

    private List<Observation.Crash> recent(ReplicaId replica) {
        Instant since = at.minus(policy.crashWindow());
        return observation.crashes().stream()
                .filter(crash -> crash.replica().equals(replica) && crash.at().isAfter(since))
                .toList();
    }

    boolean isOnline(ReplicaId replica) {
        return online.contains(replica) && !offline.contains(replica);
    }

    List<ReplicaId> replicas(ClusterId cluster) {
        return cluster(cluster).map(Observation.ClusterReplicas::replicas).orElse(List.of());
    }
}

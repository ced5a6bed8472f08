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
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.ReplicaId;

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

    private final Instant at;
    private final Map<ClusterId, Observation.ClusterReplicas> clusters = new HashMap<>();
    private final Map<ItemId, Set<ReplicaId>> hydratedOn = new HashMap<>();
    private final Set<ItemId> hydrationKnown = new HashSet<>();
    private final Map<ItemId, Duration> hydrationTimes = new HashMap<>();
    private final Map<ItemId, Optional<Duration>> lags = new HashMap<>();
    private final Map<ItemId, Optional<Instant>> frontiers = new HashMap<>();
    private final Map<ItemId, RunStatus> statuses = new HashMap<>();
    private final Map<ItemId, Observation.Refresh> refreshes = new HashMap<>();
    private final Set<ReplicaId> online = new HashSet<>();
    private final Set<ReplicaId> offline = new HashSet<>();
    private final Map<ReplicaId, Long> crashes = new HashMap<>();
    private final Set<ReplicaId> outOfMemory = new HashSet<>();
    private final int crashLimit;

    Evidence(Observation observation, ReadinessPolicy policy) {
        this.at = observation.at();
        this.crashLimit = policy.crashes();
        observation.clusters().forEach(cluster -> clusters.put(cluster.id(), cluster));
        for (Observation.Hydration row : observation.hydration()) {
            hydrationKnown.add(row.object());
            if (row.replica().isPresent() && row.hydrated().orElse(false)) {
                hydratedOn
                        .computeIfAbsent(row.object(), unused -> new HashSet<>())
                        .add(row.replica().get());
            }
        }
        observation.hydrationTimes().forEach(row -> hydrationTimes.merge(row.object(), row.time(), Evidence::longer));
        observation.lags().forEach(row -> lags.put(row.object(), row.lag()));
        observation.frontiers().forEach(row -> frontiers.put(row.object(), row.write()));
        observation.statuses().forEach(row -> statuses.put(row.item(), row));
        observation.refreshes().forEach(row -> refreshes.put(row.object(), row));
        observation.processes().forEach(row -> (row.online() ? online : offline).add(row.replica()));
        Instant since = at.minus(policy.crashWindow());
        for (Observation.Crash crash : observation.crashes()) {
            if (crash.at().isAfter(since)) {
                crashes.merge(crash.replica(), 1L, Long::sum);
                if (crash.outOfMemory()) {
                    outOfMemory.add(crash.replica());
                }
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
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

    Optional<Duration> hydrationTime(ItemId object) {
        return Optional.ofNullable(hydrationTimes.get(object));
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

    /**
     * The lag of an object, from its frontier if that is known, otherwise from its row of lag; empty if neither is
     * known. The frontier is exact at the moment of the observation. The row has the greatest lag of an earlier minute.
     */
    Optional<Duration> lag(ItemId object) {
        Optional<Instant> write = frontiers.getOrDefault(object, Optional.empty());
        if (write.isPresent()) {
            Duration lag = Duration.between(write.get(), at);
            return Optional.of(lag.isNegative() ? Duration.ZERO : lag);
        }
        return lags.getOrDefault(object, Optional.empty());
    }

    Health health(ReplicaId replica) {
        if (crashes.getOrDefault(replica, 0L) >= crashLimit) {
            return Health.LOOPING;
        }
        return online.contains(replica) && !offline.contains(replica) ? Health.ONLINE : Health.STARTING;
    }

    /** The number of a replica's crashes within the window, in words. */
    String crashes(ReplicaId replica) {
        long count = crashes.getOrDefault(replica, 0L);
        return count + " times" + (outOfMemory.contains(replica) ? ", out of memory" : "");
    }

    boolean isOnline(ReplicaId replica) {
        return online.contains(replica) && !offline.contains(replica);
    }

    List<ReplicaId> replicas(ClusterId cluster) {
        return cluster(cluster).map(Observation.ClusterReplicas::replicas).orElse(List.of());
    }
}

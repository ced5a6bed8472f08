package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;

/** An observation, indexed by object and by replica. */
final class Evidence {

    private final Observation observation;
    private final ReadinessPolicy policy;
    private final Instant at;
    private final Map<ClusterId, Observation.ClusterReplicas> clusters = new HashMap<>();
    private final Map<ItemId, Set<ReplicaId>> hydratedOn = new HashMap<>();
    private final Map<ItemId, Set<ReplicaId>> hydratingOn = new HashMap<>();
    private final Map<ItemId, Optional<Instant>> frontiers = new HashMap<>();
    private final Map<ItemId, RunStatus> statuses = new HashMap<>();
    private final Map<ItemId, Observation.Refresh> refreshes = new HashMap<>();
    private Optional<Map<ItemId, Duration>> longestTimes = Optional.empty();
    private final Set<ReplicaId> online = new HashSet<>();
    private final Set<ReplicaId> offline = new HashSet<>();

    Evidence(Observation observation, ReadinessPolicy policy) {
        this.observation = observation;
        this.policy = policy;
        this.at = observation.at();
        observation.clusters().forEach(cluster -> clusters.put(cluster.id(), cluster));
        for (Observation.Hydration row : observation.hydration()) {
            row.replica()
                    .ifPresent(replica -> row.hydrated()
                            .map(done -> done ? hydratedOn : hydratingOn)
                            .ifPresent(where -> where.computeIfAbsent(row.object(), unused -> new HashSet<>())
                                    .add(replica)));
        }
        observation.frontiers().forEach(row -> frontiers.put(row.object(), row.write()));
        observation.statuses().forEach(row -> statuses.put(row.item(), row));
        observation.refreshes().forEach(row -> refreshes.put(row.object(), row));
        observation.processes().forEach(row -> (row.online() ? online : offline).add(row.replica()));
    }

    Optional<Observation.ClusterReplicas> cluster(ClusterId id) {
        return Optional.ofNullable(clusters.get(id));
    }

    boolean hydratedOn(ItemId object, ReplicaId replica) {
        return hydratedOn.getOrDefault(object, Set.of()).contains(replica);
    }

    boolean hydratingOn(ItemId object, ReplicaId replica) {
        return hydratingOn.getOrDefault(object, Set.of()).contains(replica);
    }

    /** Whether a replica has reported on an object. */
    boolean reports(ItemId object, ReplicaId replica) {
        return hydratedOn(object, replica) || hydratingOn(object, replica);
    }

    /** The longest time that an object took to hydrate on any replica. Asked only if something hydrates. */
    Optional<Duration> hydrationTime(ItemId object) {
        if (longestTimes.isEmpty()) {
            longestTimes = Optional.of(observation.hydrationTimes().stream()
                    .collect(Collectors.toMap(
                            Observation.HydrationTime::object,
                            Observation.HydrationTime::time,
                            (one, other) -> one.compareTo(other) < 0 ? other : one)));
        }
        return longestTimes.map(times -> times.get(object));
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

    /** The time up to which the contents of an object are complete; empty if it has none, or needs none. */
    Optional<Instant> write(ItemId object) {
        return frontiers.getOrDefault(object, Optional.empty()).filter(time -> !time.equals(Instant.EPOCH));
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

    /** What keeps the objects of a cluster from working; empty if enough replicas are at work or may get to it. */
    Optional<ClusterTrouble> trouble(Observation.ClusterReplicas cluster) {
        Optional<ClusterTrouble> trouble = withItsReplicas(cluster);
        return cluster.pending() == 0
                ? trouble
                : trouble.map(old -> trouble(cluster, ClusterTrouble.Kind.RECONFIGURED, 0));
    }

    private Optional<ClusterTrouble> withItsReplicas(Observation.ClusterReplicas cluster) {
        List<ReplicaId> replicas = cluster.replicas();
        if (replicas.isEmpty()) {
            return cluster.onRefresh()
                    ? Optional.empty()
                    : Optional.of(trouble(cluster, ClusterTrouble.Kind.NO_REPLICA, 0));
        }
        List<ReplicaId> looping = replicas.stream().filter(this::isLooping).toList();
        if (!policy.replicas().suffice(replicas.size() - looping.size(), replicas.size())) {
            return Optional.of(looping(cluster, looping));
        }
        long up = replicas.stream().filter(this::isOnline).count();
        return policy.replicas().suffice(up, replicas.size())
                ? Optional.empty()
                : Optional.of(trouble(cluster, ClusterTrouble.Kind.NOT_UP, 0));
    }

    /**
     * That too many replicas crash again and again. Where one replica is enough, any of them may recover that does not
     * run out of memory. Where all must work, one that runs out of memory keeps the cluster from it. A replica that ran
     * out of memory once, and crashes for other reasons, may recover.
     */
    private ClusterTrouble looping(Observation.ClusterReplicas cluster, List<ReplicaId> looping) {
        List<ReplicaId> outOfMemory = looping.stream()
                .filter(replica -> timesOutOfMemory(replica) >= policy.crashes())
                .toList();
        boolean hopeless = switch (policy.replicas()) {
            case ANY -> outOfMemory.size() == looping.size();
            case ALL -> !outOfMemory.isEmpty();
        };
        int crashes = looping.stream()
                .mapToInt(replica -> hopeless
                        ? timesOutOfMemory(replica)
                        : ofOneProcess(replica).size())
                .max()
                .orElseThrow();
        return trouble(cluster, hopeless ? ClusterTrouble.Kind.OUT_OF_MEMORY : ClusterTrouble.Kind.CRASHES, crashes);
    }

    private int timesOutOfMemory(ReplicaId replica) {
        return (int) ofOneProcess(replica).stream()
                .filter(Observation.Crash::outOfMemory)
                .count();
    }

    /** The clusters that objects run on, by name. */
    List<ClusterFigures> figures(List<ExpectedObject> objects) {
        return objects.stream()
                .flatMap(object -> object.cluster().map(ExpectedObject.Placement::id).stream())
                .distinct()
                .flatMap(id -> cluster(id).stream())
                .sorted(Comparator.comparing(cluster -> cluster.name().value()))
                .map(cluster -> ClusterFigures.of(cluster, observation, this))
                .toList();
    }

    /** That a cluster does not report what is hydrated. */
    ClusterTrouble silent(Observation.ClusterReplicas cluster) {
        return trouble(cluster, ClusterTrouble.Kind.NO_INTROSPECTION, 0);
    }

    private ClusterTrouble trouble(Observation.ClusterReplicas cluster, ClusterTrouble.Kind kind, int crashes) {
        return new ClusterTrouble(cluster.name(), cluster.size(), kind, crashes, policy.replicas());
    }

    /**
     * Whether a replica crashes again and again. The loop is over when the replica is up for longer than it ever was
     * between two of its recent crashes.
     */
    private boolean isLooping(ReplicaId replica) {
        List<Instant> crashes = ofOneProcess(replica).stream()
                .map(Observation.Crash::at)
                .sorted()
                .toList();
        if (crashes.size() < policy.crashes()) {
            return false;
        }
        Duration longest = Duration.ZERO;
        for (int i = 1; i < crashes.size(); i++) {
            Duration between = Duration.between(crashes.get(i - 1), crashes.get(i));
            longest = between.compareTo(longest) > 0 ? between : longest;
        }
        return !isOnline(replica) || Duration.between(crashes.getLast(), at).compareTo(longest) <= 0;
    }

    /** The recent crashes of the process of a replica that has most of them. The others crash with it. */
    private List<Observation.Crash> ofOneProcess(ReplicaId replica) {
        return recent(replica).stream().collect(Collectors.groupingBy(Observation.Crash::process)).values().stream()
                .max(Comparator.comparing(List::size))
                .orElse(List.of());
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
}

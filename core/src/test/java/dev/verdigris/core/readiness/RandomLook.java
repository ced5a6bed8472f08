package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;

/** What one look at a {@link RandomSide} shows. In a calm look all is well; then something goes wrong. */
final class RandomLook {

    private static final List<String> STATES =
            List.of("running", "created", "starting", "paused", "stalled", "ceased", "dropped", "floating");

    final int after;

    private final RandomSide side;
    private final Random random;
    private final Map<ClusterId, List<ReplicaId>> clusters = new HashMap<>();
    private final Map<ClusterId, Boolean> reconfigured = new HashMap<>();
    private final Set<ReplicaId> down = new HashSet<>();
    private final Set<ReplicaId> unheard = new HashSet<>();
    private final Map<Place, Boolean> reports = new HashMap<>();
    private final Map<ItemId, Contents> contents = new HashMap<>();
    private final Map<ItemId, String> statuses = new HashMap<>();
    private final Map<ItemId, Boolean> refreshed = new HashMap<>();
    private final List<ReplicaId> crashing = new ArrayList<>();

    private record Place(ItemId object, ReplicaId replica) {}

    private sealed interface Contents {
        record Lagging(int seconds) implements Contents {}

        record Nothing() implements Contents {}

        record Complete() implements Contents {}
    }

    private RandomLook(RandomSide side, Random random) {
        this.side = side;
        this.random = random;
        this.after = random.nextInt(13);
        for (int i = 0; i < RandomSide.CLUSTERS.size(); i++) {
            clusters.put(RandomSide.CLUSTERS.get(i), side.replicas().get(i));
        }
        for (RandomSide.Thing thing : side.things()) {
            contents.put(thing.id(), new Contents.Lagging(0));
            thing.object().liveCounterpart().ifPresent(live -> contents.put(live, new Contents.Lagging(0)));
            if (thing.kind().isComputed()) {
                side.replicas()
                        .get(thing.cluster())
                        .forEach(replica -> reports.put(new Place(thing.id(), replica), true));
            }
            if (thing.kind().isRun()) {
                statuses.put(thing.id(), "running");
            }
            if (thing.kind() == RandomSide.Kind.REFRESHED_VIEW) {
                refreshed.put(thing.id(), true);
            }
        }
    }

    static RandomLook at(RandomSide side, Random random) {
        RandomLook look = new RandomLook(side, random);
        int changes = Math.max(0, random.nextInt(7) - 2);
        for (int i = 0; i < changes; i++) {
            look.change();
        }
        return look;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void change() {
        RandomSide.Thing thing = any(side.things());
        ClusterId cluster = any(RandomSide.CLUSTERS);
        switch (random.nextInt(3)) {
            case 0 -> change(cluster, any(side.replicas().get(RandomSide.CLUSTERS.indexOf(cluster))));
            case 1 -> changeWork(thing);
            default -> changeContents(thing);
        }
    }

    private void change(ClusterId cluster, ReplicaId replica) {
        switch (random.nextInt(7)) {
            case 0 -> down.add(replica);
            case 1 -> unheard.add(replica);
            case 2 -> crashing.add(replica);
            case 3 -> clusters.put(cluster, List.of());
            case 4 -> clusters.put(cluster, List.of(new ReplicaId("u99")));
            case 5 -> clusters.remove(cluster);
            default -> reconfigured.put(cluster, true);
        }
    }

    private void changeWork(RandomSide.Thing thing) {
        Place place = new Place(thing.id(), any(any(side.replicas())));
        switch (random.nextInt(5)) {
            case 0 -> reports.computeIfPresent(place, (any, was) -> false);
            case 1 -> reports.remove(place);
            case 2 -> statuses.computeIfPresent(thing.id(), (any, was) -> any(STATES));
            case 3 -> statuses.remove(thing.id());
            default -> refreshed.computeIfPresent(thing.id(), (any, was) -> false);
        }
    }

    private void changeContents(RandomSide.Thing thing) {
        switch (random.nextInt(5)) {
            case 0 -> contents.put(thing.id(), new Contents.Lagging(random.nextInt(30)));
            case 1 -> contents.put(thing.id(), new Contents.Complete());
            case 2 -> contents.remove(thing.id());
            case 3 -> nothingWritten(thing);
            default -> live(thing);
        }
    }

    /** On both sides, if the live side has the object. */
    private void nothingWritten(RandomSide.Thing thing) {
        contents.put(thing.id(), new Contents.Nothing());
        thing.object().liveCounterpart().ifPresent(live -> contents.put(live, new Contents.Nothing()));
    }

    private void live(RandomSide.Thing thing) {
        thing.object().liveCounterpart().ifPresent(live -> {
            switch (random.nextInt(4)) {
                case 0 -> contents.remove(live);
                case 1 -> contents.put(live, new Contents.Nothing());
                case 2 -> contents.put(live, new Contents.Complete());
                default -> contents.put(live, new Contents.Lagging(random.nextInt(30)));
            }
        });
    }

    Observation observation(Instant at) {
        CatalogObservation sight = new CatalogObservation();
        clusters.forEach((cluster, replicas) -> {
            ReplicaId[] all = replicas.toArray(ReplicaId[]::new);
            if (reconfigured.containsKey(cluster)) {
                sight.reconfigured(cluster, all);
            } else {
                sight.cluster(cluster, random.nextInt(4) == 0, all);
            }
            replicas.stream().filter(replica -> !unheard.contains(replica)).forEach(replica -> {
                if (down.contains(replica)) {
                    sight.offline(replica);
                } else {
                    sight.online(replica);
                }
            });
        });
        reports.forEach((place, done) -> sight.hydration(place.object(), place.replica(), done));
        side.things().forEach(thing -> sight.noReplicaReported(thing.id()));
        contents.forEach((object, written) -> {
            switch (written) {
                case Contents.Lagging lagging -> sight.lag(object, lagging.seconds());
                case Contents.Nothing none -> sight.frontier(object, Instant.EPOCH);
                case Contents.Complete complete -> sight.closed(object);
            }
        });
        statuses.forEach(sight::status);
        refreshed.forEach((object, done) -> sight.refresh(object, done ? at : null));
        crashing.forEach(replica -> {
            for (int i = 0; i < 4; i++) {
                sight.crash(replica, at.minusSeconds(10 * i), i % 2 == 0);
            }
        });
        return sight.observation(at);
    }

    /** Whether this look alone shows of an object all that ready promises. It knows nothing of states and rules. */
    boolean isGood(RandomSide.Thing thing) {
        Optional<Exemption> exemption = side.policy().exemption(thing.object().liveName());
        boolean current = isCurrent(thing, exemption);
        return exemption.filter(each -> each.lag().isEmpty()).isPresent()
                || switch (thing.kind()) {
                    case VIEW, TABLE, WEBHOOK -> true;
                    case SINK -> isRunning(thing.id());
                    case SOURCE -> isRunning(thing.id()) && current;
                    case SOURCE_TABLE -> isFed(thing) && current;
                    case MATERIALIZED_VIEW, INDEX -> isOnLivingReplicas(thing) && current;
                    case REFRESHED_VIEW -> isRefreshed(thing);
                };
    }

    private boolean isFed(RandomSide.Thing table) {
        return isRunning(table.id()) && isRunning(table.object().source().orElseThrow());
    }

    private boolean isRefreshed(RandomSide.Thing view) {
        return clusters.containsKey(RandomSide.CLUSTERS.get(view.cluster()))
                && Boolean.TRUE.equals(refreshed.get(view.id()));
    }

    private boolean isRunning(ItemId object) {
        return "running".equals(statuses.get(object));
    }

    private boolean isOnLivingReplicas(RandomSide.Thing thing) {
        List<ReplicaId> all = clusters.getOrDefault(RandomSide.CLUSTERS.get(thing.cluster()), List.of());
        long living = all.stream()
                .filter(replica -> !down.contains(replica) && !unheard.contains(replica))
                .filter(replica -> Boolean.TRUE.equals(reports.get(new Place(thing.id(), replica))))
                .count();
        return switch (side.policy().replicas()) {
            case ANY -> living > 0;
            case ALL -> living > 0 && living == all.size();
        };
    }

    private boolean isCurrent(RandomSide.Thing thing, Optional<Exemption> exemption) {
        ReadinessPolicy policy = side.policy();
        return switch (contents.get(thing.id())) {
            case null -> false;
            case Contents.Nothing none -> false;
            case Contents.Complete complete -> true;
            case Contents.Lagging lagging -> {
                Duration lag = Duration.ofSeconds(lagging.seconds());
                Optional<Contents> live =
                        thing.object().liveCounterpart().flatMap(id -> Optional.ofNullable(contents.get(id)));
                yield lag.compareTo(policy.maxLag()) <= 0
                        || live.filter(other -> isAsFresh(lag, other)).isPresent()
                        || exemption
                                .flatMap(Exemption::lag)
                                .filter(limit -> lag.compareTo(limit) <= 0)
                                .isPresent();
            }
        };
    }

    private boolean isAsFresh(Duration lag, Contents live) {
        return switch (live) {
            case Contents.Lagging other ->
                lag.compareTo(side.policy().lagMargin().plusSeconds(other.seconds())) <= 0;
            case Contents.Nothing none -> false;
            case Contents.Complete complete -> false;
        };
    }
}

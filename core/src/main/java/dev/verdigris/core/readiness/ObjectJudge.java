package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * Judges one object by the rules for its kind.
 *
 * <p>An index or materialized view is ready when it is fresh and is hydrated on a replica that is up. A view is ready
 * when it exists, because the objects that it reads are judged separately. A plain table is ready at once. A table from
 * a source is ready when it is readable and its source runs. A sink is judged by its status, a source by its status and
 * its lag.
 */
final class ObjectJudge {

    private final Evidence evidence;
    private final ReadinessPolicy policy;
    private final Waits waits;

    ObjectJudge(Evidence evidence, ReadinessPolicy policy, Waits waits) {
        this.evidence = evidence;
        this.policy = policy;
        this.waits = waits;
    }

    ObjectState judge(ExpectedObject object) {
        return switch (object.kind()) {
            case VIEW -> new ObjectState.NotApplicable("a view stores nothing");
            case TABLE -> table(object);
            case SOURCE -> source(object);
            case SINK -> running(object.id()).orElseGet(() -> new ObjectState.Ready("it runs", Optional.empty()));
            case INDEX, MATERIALIZED_VIEW -> computed(object);
            case CONNECTION, SECRET, TYPE, FUNCTION -> new ObjectState.NotApplicable("it does not hydrate");
            case OTHER -> new ObjectState.NoReport("its kind is unknown");
        };
    }

    private ObjectState table(ExpectedObject object) {
        if (object.source().isEmpty()) {
            return new ObjectState.NotApplicable("a table is ready at once");
        }
        return running(object.id())
                .or(() -> running(object.source().get()))
                .orElseGet(() -> fresh(object, "it is ingested"));
    }

    private ObjectState source(ExpectedObject object) {
        boolean passive = object.subtype()
                .filter(word -> word.equals("webhook") || word.equals("progress"))
                .isPresent();
        if (passive) {
            return new ObjectState.NotApplicable("it is a passive source");
        }
        return running(object.id()).orElseGet(() -> fresh(object, "it runs"));
    }

    /** The state of a source or sink that does not run; empty if it runs. */
    private Optional<ObjectState> running(ItemId item) {
        Optional<RunStatus> status = evidence.status(item);
        if (status.isEmpty()) {
            return Optional.of(new ObjectState.NoReport("it has no status yet"));
        }
        String word = status.get().state().text();
        ObjectState.Stopped stopped = new ObjectState.Stopped(word, status.get().error());
        return switch (status.get().state()) {
            case RUNNING -> Optional.empty();
            case CREATED, STARTING, STALLED -> Optional.of(stopped);
            case UNKNOWN ->
                Optional.of(new ObjectState.NoReport("its state is unknown"
                        + status.get().error().map(text -> ": " + text).orElse("")));
            case PAUSED, CEASED, DROPPED -> Optional.of(new ObjectState.Failed(stopped.text()));
        };
    }

    private ObjectState computed(ExpectedObject object) {
        Optional<Observation.ClusterReplicas> cluster = object.cluster().map(ExpectedObject.Placement::id).flatMap(evidence::cluster);
        if (cluster.isEmpty()) {
            return new ObjectState.NoReport("nothing is known about its cluster");
        }
        Observation.ClusterReplicas on = cluster.get();
        Optional<Observation.Refresh> refresh = evidence.refresh(object.id());
        if (refresh.isPresent()) {
            return refreshed(refresh.get(), on);
        }
        if (hydratedSomewhere(object, on)) {
            return fresh(object, "it is hydrated");
        }
        Optional<ClusterTrouble> trouble = evidence.trouble(on);
        if (trouble.isPresent()) {
            return new ObjectState.OnCluster(trouble.get());
        }
        if (on.replicas().isEmpty()) {
            return new ObjectState.Idle("cluster " + on.name() + " is off until its next refresh");
        }
        return evidence.hasHydrationRow(object.id())
                ? waits.hydrating(object.id(), object.liveCounterpart().flatMap(evidence::hydrationTime))
                : new ObjectState.NoReport("nothing is known about its hydration yet");
    }

    private boolean hydratedSomewhere(ExpectedObject object, Observation.ClusterReplicas on) {
        return on.replicas().stream()
                .anyMatch(replica -> evidence.isOnline(replica) && evidence.hydratedOn(object.id(), replica));
    }

    /**
     * Between refreshes a cluster may be off. The object is ready when one refresh is done and the next one will be
     * done.
     */
    private ObjectState refreshed(Observation.Refresh refresh, Observation.ClusterReplicas on) {
        if (refresh.lastCompleted().isPresent()) {
            return new ObjectState.Ready(
                    "it was refreshed at " + refresh.lastCompleted().get(), Optional.empty());
        }
        Optional<ClusterTrouble> without = on.replicas().isEmpty() ? evidence.trouble(on) : Optional.empty();
        if (without.isPresent()) {
            return new ObjectState.OnCluster(without.get());
        }
        String next = refresh.next().map(time -> ", due at " + time).orElse("");
        return new ObjectState.Idle("its first refresh is not done" + next);
    }

    private ObjectState fresh(ExpectedObject object, String because) {
        if (evidence.isClosed(object.id())) {
            return new ObjectState.Ready(because + " and complete forever", Optional.empty());
        }
        if (evidence.wroteNothing(object.id())) {
            return new ObjectState.NoReport("it has written nothing yet");
        }
        Optional<Duration> lag = evidence.lag(object.id());
        if (lag.isEmpty()) {
            return new ObjectState.NoReport("its lag is not known yet");
        }
        if (lag.get().compareTo(policy.maxLag()) <= 0) {
            return new ObjectState.Ready(because, Optional.of(new Lag(lag.get(), Optional.empty())));
        }
        Optional<Duration> live = object.liveCounterpart().flatMap(evidence::lag);
        Lag compared = new Lag(lag.get(), live);
        boolean asLive = live.filter(other -> lag.get().compareTo(other.plus(policy.lagMargin())) <= 0)
                .isPresent();
        return asLive ? new ObjectState.Ready(because, Optional.of(compared)) : new ObjectState.Lagging(compared);
    }
}

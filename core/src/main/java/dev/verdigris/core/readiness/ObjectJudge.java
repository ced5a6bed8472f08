package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.text.DurationText;

/**
 * Judges one object by the rules for its kind.
 *
 * <p>An index or materialized view is ready when it is fresh and is hydrated on a replica that is up. A view is ready
 * when it exists, because the objects that it reads are judged separately. A plain table is ready at once. A table from
 * a source is ready when it is readable and its source runs. A sink is judged by its status, a source by its status and
 * its lag.
 */
final class ObjectJudge {

    private ObjectJudge() {}

    static Verdict judge(ExpectedObject object, Evidence evidence, ReadinessPolicy policy) {
        return switch (object.kind()) {
            case VIEW -> new Verdict.Ready("a view stores nothing");
            case TABLE -> table(object, evidence, policy);
            case SOURCE -> source(object, evidence, policy);
            case SINK -> running(object.id(), evidence).orElseGet(() -> new Verdict.Ready("it runs"));
            case INDEX, MATERIALIZED_VIEW -> computed(object, evidence, policy);
            case CONNECTION, SECRET, TYPE, FUNCTION -> new Verdict.Ready("it does not hydrate");
            case OTHER -> new Verdict.Waiting("its kind is unknown", Optional.empty());
        };
    }

    private static Verdict table(ExpectedObject object, Evidence evidence, ReadinessPolicy policy) {
        if (object.source().isEmpty()) {
            return new Verdict.Ready("a table is ready at once");
        }
        return running(object.id(), evidence)
                .or(() -> running(object.source().get(), evidence))
                .orElseGet(() -> fresh(object, evidence, policy, "it is ingested"));
    }

    private static Verdict source(ExpectedObject object, Evidence evidence, ReadinessPolicy policy) {
        boolean passive = object.subtype()
                .filter(word -> word.equals("webhook") || word.equals("progress"))
                .isPresent();
        if (passive) {
            return new Verdict.Ready("it is a passive source");
        }
        return running(object.id(), evidence).orElseGet(() -> fresh(object, evidence, policy, "it runs"));
    }

    /** The reason why a source or sink does not run; empty if it runs. */
    private static Optional<Verdict> running(ItemId item, Evidence evidence) {
        Optional<RunStatus> status = evidence.status(item);
        if (status.isEmpty()) {
            return Optional.of(new Verdict.Waiting("it has no status yet", Optional.empty()));
        }
        String error = status.get().error().map(text -> ": " + text).orElse("");
        return switch (status.get().state()) {
            case RUNNING -> Optional.empty();
            case CREATED, STARTING ->
                Optional.of(new Verdict.Waiting("it is " + status.get().state().text() + error, Optional.empty()));
            case UNKNOWN -> Optional.of(new Verdict.Waiting("its state is unknown" + error, Optional.empty()));
            case PAUSED, STALLED, CEASED, DROPPED ->
                Optional.of(new Verdict.Failed("it is " + status.get().state().text() + error));
        };
    }

    private static Verdict computed(ExpectedObject object, Evidence evidence, ReadinessPolicy policy) {
        Optional<ClusterId> cluster = object.cluster();
        if (cluster.isEmpty() || evidence.cluster(cluster.get()).isEmpty()) {
            return new Verdict.Waiting("nothing is known about its cluster", Optional.empty());
        }
        Observation.ClusterReplicas on = evidence.cluster(cluster.get()).get();
        Optional<Observation.Refresh> refresh = evidence.refresh(object.id());
        if (refresh.isPresent()) {
            return refreshed(refresh.get(), on);
        }
        if (evidence.isClosed(object.id()) && hydratedSomewhere(object, on, evidence)) {
            return new Verdict.Ready("it is complete forever");
        }
        if (on.replicas().isEmpty()) {
            return on.onRefresh()
                    ? new Verdict.Waiting("cluster " + on.name() + " is off until its next refresh", Optional.empty())
                    : new Verdict.Failed("cluster " + on.name() + " has no replicas");
        }
        if (hydratedSomewhere(object, on, evidence)) {
            return fresh(object, evidence, policy, "it is hydrated");
        }
        return notHydrated(object, on, evidence);
    }

    private static boolean hydratedSomewhere(ExpectedObject object, Observation.ClusterReplicas on, Evidence evidence) {
        return on.replicas().stream()
                .anyMatch(replica -> evidence.isOnline(replica) && evidence.hydratedOn(object.id(), replica));
    }

    /**
     * Between refreshes a cluster may be off. The object is ready when one refresh is done and the next one will be
     * done.
     */
    private static Verdict refreshed(Observation.Refresh refresh, Observation.ClusterReplicas on) {
        if (refresh.lastCompleted().isPresent()) {
            return new Verdict.Ready(
                    "it was refreshed at " + refresh.lastCompleted().get());
        }
        if (on.replicas().isEmpty() && !on.onRefresh()) {
            return new Verdict.Failed("cluster " + on.name() + " has no replicas");
        }
        String next = refresh.next().map(time -> ", due at " + time).orElse("");
        return new Verdict.Waiting("its first refresh is not done" + next, Optional.empty());
    }

    private static Verdict notHydrated(ExpectedObject object, Observation.ClusterReplicas on, Evidence evidence) {
        List<ReplicaId> looping = on.replicas().stream()
                .filter(replica -> evidence.health(replica) == Evidence.Health.LOOPING)
                .toList();
        if (looping.size() == on.replicas().size()) {
            return new Verdict.Failed("every replica of cluster " + on.name() + " crashes repeatedly ("
                    + evidence.crashes(looping.get(0)) + ")");
        }
        boolean anyUp = on.replicas().stream().anyMatch(evidence::isOnline);
        if (!anyUp) {
            return new Verdict.Waiting("no replica of cluster " + on.name() + " is up yet", estimate(object, evidence));
        }
        return evidence.hasHydrationRow(object.id())
                ? new Verdict.Waiting("it is hydrating", estimate(object, evidence))
                : new Verdict.Waiting("nothing is known about its hydration yet", estimate(object, evidence));
    }

    /**
     * The object will need about as long as its live counterpart. The server does not say how much of that time is
     * over.
     */
    private static Optional<Duration> estimate(ExpectedObject object, Evidence evidence) {
        return object.liveCounterpart().flatMap(evidence::hydrationTime);
    }

    private static Verdict fresh(ExpectedObject object, Evidence evidence, ReadinessPolicy policy, String because) {
        if (evidence.isClosed(object.id())) {
            return new Verdict.Ready(because + " and complete forever");
        }
        if (evidence.wroteNothing(object.id())) {
            return new Verdict.Waiting("it has written nothing yet", Optional.empty());
        }
        Optional<Duration> lag = evidence.lag(object.id());
        if (lag.isEmpty()) {
            return new Verdict.Waiting("its lag is not known yet", Optional.empty());
        }
        if (lag.get().compareTo(policy.maxLag()) <= 0) {
            return new Verdict.Ready(because + " and lags by " + DurationText.of(lag.get()));
        }
        Optional<Duration> counterpart = object.liveCounterpart().flatMap(evidence::lag);
        if (counterpart.isPresent() && lag.get().compareTo(counterpart.get().plus(policy.lagMargin())) <= 0) {
            return new Verdict.Ready(because + " and lags by " + DurationText.of(lag.get())
                    + ", its live counterpart by " + DurationText.of(counterpart.get()));
        }
        String compared = counterpart
                .map(each -> ", its live counterpart by " + DurationText.of(each))
                .orElse("");
        return new Verdict.Waiting("it lags by " + DurationText.of(lag.get()) + compared, Optional.empty());
    }
}

package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;

/** What the rules ask about one object. Its methods decide nothing that a rule should decide. */
final class ObjectFacts {

    private final ExpectedObject object;
    private final Evidence evidence;
    private final ReadinessPolicy policy;
    private final Waits waits;
    private final Optional<Observation.ClusterReplicas> cluster;
    private final boolean works;
    private final Optional<ClusterTrouble> trouble;

    ObjectFacts(ExpectedObject object, Evidence evidence, ReadinessPolicy policy, Waits waits) {
        this.object = object;
        this.evidence = evidence;
        this.policy = policy;
        this.waits = waits;
        this.cluster = object.cluster().map(ExpectedObject.Placement::id).flatMap(evidence::cluster);
        this.works = isRun() ? has(RunStatus.State.RUNNING) : isComputed() && hasResult();
        boolean depends = !works && (isRun() && !isPassive() || isComputed());
        this.trouble = depends ? cluster.flatMap(evidence::trouble) : Optional.empty();
    }

    ExpectedObject object() {
        return object;
    }

    boolean isOneOf(ItemKind... kinds) {
        return Arrays.asList(kinds).contains(object.kind());
    }

    boolean isPassive() {
        return isOneOf(ItemKind.SOURCE)
                && object.subtype()
                        .filter(word -> word.equals("webhook") || word.equals("progress"))
                        .isPresent();
    }

    Optional<Exemption> exemption() {
        return policy.exemption(object.liveName());
    }

    /** Whether replicas compute it. */
    boolean isComputed() {
        return isOneOf(ItemKind.INDEX, ItemKind.MATERIALIZED_VIEW);
    }

    /** Whether it has a status: a source, a sink, a table from a source. */
    boolean isRun() {
        return isOneOf(ItemKind.SOURCE, ItemKind.SINK)
                || isOneOf(ItemKind.TABLE) && object.source().isPresent();
    }

    /** Whether it runs, or is hydrated or refreshed. */
    boolean works() {
        return works;
    }

    Optional<Observation.ClusterReplicas> cluster() {
        return cluster;
    }

    /** Whether it has a cluster of its own, and nothing is known about it. */
    boolean isOnUnknownCluster() {
        return object.cluster().isPresent() && cluster.isEmpty();
    }

    Optional<Identifier> clusterName() {
        return cluster.map(Observation.ClusterReplicas::name);
    }

    /** Whether its cluster has no replica at this moment. */
    boolean isOff() {
        return cluster.filter(on -> on.replicas().isEmpty()).isPresent();
    }

    /** Whether it does not work, and this is the matter with its cluster. */
    boolean isHeldUpBy(ClusterTrouble.Kind kind) {
        return trouble.filter(known -> known.kind() == kind).isPresent();
    }

    ObjectState onCluster() {
        return new ObjectState.OnCluster(trouble.orElseThrow());
    }

    /** Its status; for a table that works itself, the status of its source. Empty if either is not known. */
    Optional<RunStatus> status() {
        Optional<RunStatus> own = evidence.status(object.id());
        return object.source().isPresent()
                        && own.filter(status -> status.state() == RunStatus.State.RUNNING)
                                .isPresent()
                ? object.source().flatMap(evidence::status)
                : own;
    }

    boolean has(RunStatus.State state) {
        return isRun() && status().filter(status -> status.state() == state).isPresent();
    }

    /** The server's message about its status. */
    Optional<String> error() {
        return status().flatMap(RunStatus::error);
    }

    ObjectState.Stopped stopped() {
        RunStatus status = status().orElseThrow();
        return new ObjectState.Stopped(status.state().text(), status.error());
    }

    ObjectState ended() {
        String verb = has(RunStatus.State.CEASED) ? "has" : has(RunStatus.State.DROPPED) ? "was" : "is";
        String message = error().map(text -> ": " + text).orElse("");
        return new ObjectState.Failed(
                "it " + verb + " " + status().orElseThrow().state().text() + message);
    }

    Optional<Observation.Refresh> refresh() {
        return isComputed() ? evidence.refresh(object.id()) : Optional.empty();
    }

    Optional<Instant> lastRefresh() {
        return refresh().flatMap(Observation.Refresh::lastCompleted);
    }

    private boolean hasResult() {
        return refresh()
                .map(done -> done.lastCompleted().isPresent())
                .orElseGet(() -> cluster.filter(on -> policy.replicas()
                                .suffice(
                                        replicas(this::isHydratedOn),
                                        on.replicas().size()))
                        .isPresent());
    }

    private boolean isHydratedOn(ReplicaId replica) {
        return evidence.isOnline(replica) && evidence.hydratedOn(object.id(), replica);
    }

    private long replicas(Predicate<ReplicaId> which) {
        return cluster.stream()
                .flatMap(on -> on.replicas().stream())
                .filter(which)
                .count();
    }

    /** Whether replicas compute it and it has no result yet. */
    boolean isUnhydrated() {
        return isComputed() && !works;
    }

    /** Whether a replica that is up says that it has not computed it yet. */
    boolean isHydrating() {
        return replicas(replica -> evidence.isOnline(replica) && evidence.hydratingOn(object.id(), replica)) > 0;
    }

    /** Whether no replica has said anything about it, and none of its cluster will. */
    boolean isSilent() {
        return cluster.filter(on -> !on.introspection() && on.pending() == 0).isPresent()
                && replicas(replica -> evidence.reports(object.id(), replica)) == 0;
    }

    ObjectState hydrating() {
        return waits.hydrating(this);
    }

    /** How long its live counterpart took to hydrate, the wait for what that reads included. */
    Optional<Duration> liveTime() {
        return object.liveCounterpart().flatMap(evidence::hydrationTime);
    }

    /** What the server reports about it, in any state. */
    Figures figures() {
        Optional<ItemId> live = object.liveCounterpart();
        return new Figures(
                evidence.write(object.id()),
                evidence.write(object.id()).flatMap(any -> lag()),
                live.flatMap(evidence::write),
                live.flatMap(evidence::write).flatMap(any -> liveLag()),
                cluster.stream()
                        .flatMap(on -> on.members().stream())
                        .filter(member -> isHydratedOn(member.id()))
                        .map(Observation.Member::name)
                        .toList());
    }

    /** Whether it has contents, or needs none, so that an object that reads it can hydrate. */
    boolean canBeRead() {
        return !isRun() && !isComputed() && !isOneOf(ItemKind.OTHER)
                || isPassive()
                || works && (isClosed() || lag().isPresent() && !wroteNothing());
    }

    ObjectState silent() {
        return new ObjectState.OnCluster(evidence.silent(cluster.orElseThrow()));
    }

    /** Why its contents count, before their lag is known. */
    String because() {
        return isComputed() ? "it is hydrated" : isOneOf(ItemKind.TABLE) ? "it is ingested" : "it runs";
    }

    boolean isClosed() {
        return evidence.isClosed(object.id());
    }

    boolean wroteNothing() {
        return evidence.wroteNothing(object.id());
    }

    Optional<Duration> lag() {
        return evidence.lag(object.id());
    }

    boolean isFresh() {
        return isWithin(policy.maxLag());
    }

    boolean isWithinExemption() {
        return exemption().flatMap(Exemption::lag).filter(this::isWithin).isPresent();
    }

    boolean isAsFreshAsLive() {
        return liveLag().filter(live -> isWithin(live.plus(policy.lagMargin()))).isPresent();
    }

    Optional<Lag> ownLag() {
        return lag().map(own -> new Lag(own, Optional.empty()));
    }

    Optional<Lag> comparedLag() {
        return lag().map(own -> new Lag(own, liveLag()));
    }

    /** Empty if it is not known, also because the live counterpart has just started and has written nothing. */
    private Optional<Duration> liveLag() {
        return object.liveCounterpart()
                .filter(live -> !evidence.wroteNothing(live))
                .flatMap(evidence::lag);
    }

    private boolean isWithin(Duration limit) {
        return lag().filter(own -> own.compareTo(limit) <= 0).isPresent();
    }
}

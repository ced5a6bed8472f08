package dev.verdigris.core.readiness;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;

/**
 * The decision table of the readiness of one object. The first rule whose condition holds decides. Each rule has its
 * test and its row in {@code docs/readiness.md}.
 */
public enum ReadinessRule {
    EXEMPT(
            Part.EXEMPTION,
            "It is exempt.",
            ObjectState.NotApplicable.class,
            Then.READY,
            "it is not waited for: …",
            facts -> facts.exemption().filter(each -> each.lag().isEmpty()).isPresent(),
            facts -> new ObjectState.NotApplicable(
                    "it is not waited for: " + facts.exemption().orElseThrow().reason())),

    VIEW(
            Part.KIND,
            "It is a view.",
            ObjectState.NotApplicable.class,
            Then.READY,
            "a view stores nothing",
            facts -> facts.isOneOf(ItemKind.VIEW)),
    PLAIN_TABLE(
            Part.KIND,
            "It is a table that no source fills.",
            ObjectState.NotApplicable.class,
            Then.READY,
            "a table is ready at once",
            facts -> facts.isOneOf(ItemKind.TABLE) && facts.object().source().isEmpty()),
    PASSIVE_SOURCE(
            Part.KIND,
            "It is a webhook source or the progress of a source.",
            ObjectState.NotApplicable.class,
            Then.READY,
            "it is a passive source",
            ObjectFacts::isPassive),
    UNKNOWN_KIND(
            Part.KIND,
            "Its kind is unknown to Verdigris.",
            ObjectState.Failed.class,
            Then.FAILED,
            "its kind is unknown to this version of Verdigris",
            facts -> facts.isOneOf(ItemKind.OTHER),
            facts -> new ObjectState.Failed("its kind is unknown to this version of Verdigris")),

    UNKNOWN_CLUSTER(
            Part.CLUSTER,
            "It is an index or a materialized view, and nothing is known about its cluster.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "nothing is known about its cluster",
            facts -> facts.isComputed() && facts.cluster().isEmpty()),
    RECONFIGURED(
            Part.CLUSTER,
            "It does not work, its cluster is in trouble as in one of the four rows below, and new replicas are about to"
                    + " replace those of the cluster.",
            ObjectState.OnCluster.class,
            Then.WAITS,
            "cluster … is being reconfigured, and its new replicas are not ready yet",
            facts -> facts.isHeldUpBy(ClusterTrouble.Kind.RECONFIGURED),
            ObjectFacts::onCluster),
    NO_REPLICA(
            Part.CLUSTER,
            "It does not work, and its cluster has no replica and gets none for refreshes.",
            ObjectState.OnCluster.class,
            Then.FAILED,
            "cluster … has no replicas",
            facts -> facts.isHeldUpBy(ClusterTrouble.Kind.NO_REPLICA),
            ObjectFacts::onCluster),
    OUT_OF_MEMORY(
            Part.CLUSTER,
            "It does not work, and the replicas of its cluster crash again and again. All of them have too little"
                    + " memory; with `await.replicas: all`, one such replica is enough.",
            ObjectState.OnCluster.class,
            Then.FAILED,
            "every replica of cluster … runs out of memory repeatedly (…)",
            facts -> facts.isHeldUpBy(ClusterTrouble.Kind.OUT_OF_MEMORY),
            ObjectFacts::onCluster),
    CRASHES(
            Part.CLUSTER,
            "It does not work, and the replicas of its cluster crash again and again for other reasons.",
            ObjectState.OnCluster.class,
            Then.WAITS,
            "every replica of cluster … crashes repeatedly (…)",
            facts -> facts.isHeldUpBy(ClusterTrouble.Kind.CRASHES),
            ObjectFacts::onCluster),
    NOT_UP(
            Part.CLUSTER,
            "It does not work, and the replicas of its cluster have not started.",
            ObjectState.OnCluster.class,
            Then.WAITS,
            "no replica of cluster … is up yet",
            facts -> facts.isHeldUpBy(ClusterTrouble.Kind.NOT_UP),
            ObjectFacts::onCluster),

    NO_STATUS(
            Part.STATUS,
            "It is a source, a sink or a table from a source, and it or its source has no status.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "it has no status yet",
            facts -> facts.isRun() && facts.status().isEmpty()),
    UNKNOWN_STATUS(
            Part.STATUS,
            "Its status is a word that Verdigris does not know.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "its state is unknown: …",
            facts -> facts.has(RunStatus.State.UNKNOWN),
            facts -> new ObjectState.NoReport("its state is unknown"
                    + facts.error().map(text -> ": " + text).orElse(""))),
    ENDED(
            Part.STATUS,
            "It has ceased or was dropped, or it is paused, and its cluster is unknown.",
            ObjectState.Failed.class,
            Then.FAILED,
            "it has ceased: …",
            facts -> facts.has(RunStatus.State.CEASED)
                    || facts.has(RunStatus.State.DROPPED)
                    || facts.has(RunStatus.State.PAUSED) && facts.isOnUnknownCluster(),
            ObjectFacts::ended),
    STOPPED(
            Part.STATUS,
            "It is created, starting or stalled, or it is paused on a cluster that has replicas or gets one, or has no"
                    + " cluster of its own and is paused.",
            ObjectState.Stopped.class,
            Then.WAITS,
            "it is stalled: …",
            facts -> facts.isRun() && !facts.works(),
            ObjectFacts::stopped),

    REFRESHED(
            Part.HYDRATION,
            "It has refreshes, and one is done.",
            ObjectState.Ready.class,
            Then.READY,
            "it was refreshed at …",
            facts -> facts.lastRefresh().isPresent(),
            facts -> new ObjectState.Ready(
                    "it was refreshed at " + facts.lastRefresh().orElseThrow(), Optional.empty())),
    NOT_REFRESHED(
            Part.HYDRATION,
            "It has refreshes, and none is done.",
            ObjectState.Idle.class,
            Then.WAITS,
            "its first refresh is not done, due at …",
            facts -> facts.refresh().isPresent(),
            facts -> new ObjectState.Idle("its first refresh is not done"
                    + facts.refresh()
                            .flatMap(Observation.Refresh::next)
                            .map(time -> ", due at " + time)
                            .orElse(""))),
    BETWEEN_REFRESHES(
            Part.HYDRATION,
            "It is not hydrated, and its cluster has no replica before the next refresh.",
            ObjectState.Idle.class,
            Then.WAITS,
            "cluster … is off until its next refresh",
            facts -> facts.isUnhydrated() && facts.clusterName().isPresent() && facts.isOff(),
            facts -> new ObjectState.Idle(
                    "cluster " + facts.clusterName().orElseThrow() + " is off until its next refresh")),
    HYDRATING(
            Part.HYDRATION,
            "A replica that is up says that it is not hydrated.",
            ObjectState.Hydrating.class,
            Then.WAITS,
            "it is hydrating",
            facts -> facts.isUnhydrated() && facts.isHydrating(),
            ObjectFacts::hydrating),
    NO_INTROSPECTION(
            Part.HYDRATION,
            "No replica has reported, and the introspection of its cluster is off. So none will.",
            ObjectState.OnCluster.class,
            Then.FAILED,
            "cluster … does not report what is hydrated, because its introspection is off",
            facts -> facts.isUnhydrated() && facts.isSilent(),
            ObjectFacts::silent),
    NO_HYDRATION_REPORT(
            Part.HYDRATION,
            "No replica that is up has reported on it.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "nothing is known about its hydration yet",
            ObjectFacts::isUnhydrated),

    RUNNING_SINK(
            Part.CONTENTS,
            "It is a sink that runs.",
            ObjectState.Ready.class,
            Then.READY,
            "it runs",
            facts -> facts.isOneOf(ItemKind.SINK),
            facts -> new ObjectState.Ready(facts.because(), Optional.empty())),
    COMPLETE(
            Part.CONTENTS,
            "Nothing will be added to it.",
            ObjectState.Ready.class,
            Then.READY,
            "it is hydrated and complete forever",
            ObjectFacts::isClosed,
            facts -> new ObjectState.Ready(facts.because() + " and complete forever", Optional.empty())),
    NOTHING_WRITTEN(
            Part.CONTENTS,
            "Its frontier is at zero.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "it has written nothing yet",
            ObjectFacts::wroteNothing),
    UNKNOWN_LAG(
            Part.CONTENTS,
            "The server does not report its frontier.",
            ObjectState.NoReport.class,
            Then.WAITS,
            "its lag is not known yet",
            facts -> facts.lag().isEmpty()),
    FRESH(
            Part.CONTENTS,
            "Its lag is at most the limit of the policy.",
            ObjectState.Ready.class,
            Then.READY,
            "it is hydrated and lags by …",
            ObjectFacts::isFresh,
            facts -> new ObjectState.Ready(facts.because(), facts.ownLag())),
    AS_LIVE(
            Part.CONTENTS,
            "Its lag is at most that of its live counterpart plus the margin of the policy.",
            ObjectState.Ready.class,
            Then.READY,
            "it is hydrated and lags by …, its live counterpart by …",
            ObjectFacts::isAsFreshAsLive,
            facts -> new ObjectState.Ready(facts.because(), facts.comparedLag())),
    EXEMPT_LAG(
            Part.CONTENTS,
            "Its lag is at most that of its exemption.",
            ObjectState.Ready.class,
            Then.READY,
            "it is hydrated, is exempt (…) and lags by …",
            ObjectFacts::isWithinExemption,
            facts -> new ObjectState.Ready(
                    facts.because() + ", is exempt ("
                            + facts.exemption().orElseThrow().reason() + ")",
                    facts.ownLag())),
    LAGGING(
            Part.CONTENTS,
            "Its lag is greater.",
            ObjectState.Lagging.class,
            Then.WAITS,
            "it lags by …, its live counterpart by …",
            facts -> true,
            facts -> new ObjectState.Lagging(facts.comparedLag().orElseThrow()));

    /** What a rule looks at. The parts are asked in this order. */
    public enum Part {
        EXEMPTION("What the policy says about it"),
        KIND("What it is"),
        CLUSTER("Its cluster"),
        STATUS("The status of sources and sinks"),
        HYDRATION("The hydration of indexes and materialized views"),
        CONTENTS("The contents of what runs or is hydrated");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        /** The heading of its rules. */
        public String title() {
            return title;
        }
    }

    /** What follows for the wait. */
    public enum Then {
        /** The object may go live. */
        READY,
        /** It may recover without a person, so it is waited for. */
        WAITS,
        /** It cannot recover without a person, so the wait ends at once. */
        FAILED
    }

    private final Part part;
    private final String condition;
    private final Class<? extends ObjectState> state;
    private final Then then;
    private final String said;
    private final Predicate<ObjectFacts> holds;
    private final Function<ObjectFacts, ObjectState> judgement;

    ReadinessRule(
            Part part,
            String condition,
            Class<? extends ObjectState> state,
            Then then,
            String said,
            Predicate<ObjectFacts> holds,
            Function<ObjectFacts, ObjectState> judgement) {
        this.part = part;
        this.condition = condition;
        this.state = state;
        this.then = then;
        this.said = said;
        this.holds = holds;
        this.judgement = judgement;
    }

    /** A rule whose text has no figures. */
    ReadinessRule(
            Part part,
            String condition,
            Class<? extends ObjectState> state,
            Then then,
            String said,
            Predicate<ObjectFacts> holds) {
        this(
                part,
                condition,
                state,
                then,
                said,
                holds,
                facts -> then == Then.READY ? new ObjectState.NotApplicable(said) : new ObjectState.NoReport(said));
    }

    /** The rule that decides about an object. */
    static ReadinessRule of(ObjectFacts facts) {
        for (ReadinessRule rule : values()) {
            if (rule.holds.test(facts)) {
                return rule;
            }
        }
        throw new IllegalStateException("no rule holds for " + facts.object());
    }

    /** The state of an object for which the rule holds. */
    ObjectState judge(ObjectFacts facts) {
        return judgement.apply(facts);
    }

    /** What the rule looks at. */
    public Part part() {
        return part;
    }

    /** When the rule holds, if none before it does: a sentence. */
    public String condition() {
        return condition;
    }

    /** The kind of state that follows. */
    public Class<? extends ObjectState> state() {
        return state;
    }

    /** What follows for the wait. */
    public Then then() {
        return then;
    }

    /** The text that is shown; an ellipsis stands for a name, a figure or a message, or for nothing. */
    public String said() {
        return said;
    }
}

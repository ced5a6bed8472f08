package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.COUNTERPART;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.PLACE;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static dev.verdigris.core.readiness.Samples.SOURCE;
import static dev.verdigris.core.readiness.Samples.hydrated;
import static dev.verdigris.core.readiness.Samples.object;
import static dev.verdigris.core.readiness.Samples.sourceTable;
import static dev.verdigris.core.readiness.Samples.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadinessTest {

    private static ObjectState judge(ExpectedObject object, Consumer<CatalogObservation> sees) {
        CatalogObservation sight = new CatalogObservation();
        sees.accept(sight);
        return Readiness.assess(List.of(object), sight.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty())
                .objects()
                .get(0)
                .state();
    }

    private static Arguments row(
            String what, ExpectedObject object, String expected, Consumer<CatalogObservation> sees) {
        return Arguments.of(what, object, expected, sees);
    }

    static Stream<Arguments> verdicts() {
        ExpectedObject mv = object(ItemKind.MATERIALIZED_VIEW);
        return Stream.of(
                row("hydrated, and a small lag", mv, "Ready", s -> hydrated(s).lag(ID, 2)),
                row("hydrated, at the limit", mv, "Ready", s -> hydrated(s).lag(ID, 5)),
                row(
                        "hydrated, just above the limit",
                        mv,
                        "Waiting it lags by 6 s",
                        s -> hydrated(s).lag(ID, 6)),
                row("no frontier", mv, "Waiting its lag is not known yet", s -> hydrated(s)),
                row(
                        "the same lag as its counterpart",
                        mv,
                        "Ready",
                        s -> hydrated(s).lag(ID, 900).lag(COUNTERPART, 896)),
                row(
                        "a counterpart that has just started",
                        mv,
                        "Waiting it lags by 15 min",
                        s -> hydrated(s).lag(ID, 900).frontier(COUNTERPART, Instant.EPOCH)),
                row(
                        "more lag than its counterpart",
                        mv,
                        "Waiting it lags by 15 min, its live counterpart by 10 s",
                        s -> hydrated(s).lag(ID, 900).lag(COUNTERPART, 10)),
                row(
                        "a frontier that lags",
                        mv,
                        "Waiting it lags by 1 min 40 s",
                        s -> hydrated(s).frontier(ID, NOW.minusSeconds(100))),
                row(
                        "a frontier at zero",
                        mv,
                        "Waiting it has written nothing yet",
                        s -> hydrated(s).frontier(ID, Instant.EPOCH)),
                row(
                        "a frontier ahead of the clock",
                        mv,
                        "Ready",
                        s -> hydrated(s).frontier(ID, NOW.plusSeconds(3))),
                row("closed and hydrated", mv, "Ready", s -> hydrated(s).closed(ID)),
                row(
                        "closed, not hydrated",
                        mv,
                        "Waiting it is hydrating",
                        s -> up(s).closed(ID).hydration(ID, R1, false)),
                row("not hydrated", mv, "Waiting it is hydrating", s -> up(s).hydration(ID, R1, false)),
                row(
                        "a row without a replica",
                        mv,
                        "Waiting nothing is known about its hydration yet",
                        s -> up(s).noReplicaReported(ID)),
                row("no row of hydration at all", mv, "Waiting nothing is known about its hydration yet", s -> up(s)),
                row(
                        "hydrated on a replica that is not up",
                        mv,
                        "Waiting no replica of cluster c is up yet",
                        s -> s.cluster(CLUSTER, false, R1)
                                .offline(R1)
                                .hydration(ID, R1, true)
                                .lag(ID, 0)),
                row(
                        "hydrated on a replica of which nothing is known",
                        mv,
                        "Waiting no replica",
                        s -> s.cluster(CLUSTER, false, R1)
                                .hydration(ID, R1, true)
                                .lag(ID, 0)),
                row(
                        "hydrated on a replica that is gone",
                        mv,
                        "Waiting nothing is known about its hydration",
                        s -> up(s).hydrationElsewhere(new ItemId("u99"), R2)),
                row(
                        "one of two replicas is enough",
                        mv,
                        "Ready",
                        s -> s.cluster(CLUSTER, false, R1, R2)
                                .online(R1)
                                .offline(R2)
                                .hydration(ID, R1, true)
                                .hydration(ID, R2, false)
                                .lag(ID, 0)),
                row(
                        "no replicas",
                        mv,
                        "Failed cluster c has no replicas",
                        s -> s.cluster(CLUSTER, false).noReplicaReported(ID)),
                row("cluster unknown", mv, "Waiting nothing is known about its cluster", s -> {}),
                row(
                        "between two refreshes",
                        mv,
                        "Waiting cluster c is off until its next refresh",
                        s -> s.cluster(CLUSTER, true)),
                row(
                        "refreshed, and the cluster off",
                        mv,
                        "Ready",
                        s -> s.cluster(CLUSTER, true).refresh(ID, NOW.minusSeconds(60))),
                row(
                        "never refreshed",
                        mv,
                        "Waiting its first refresh is not done",
                        s -> s.cluster(CLUSTER, true).refresh(ID, null)),
                row(
                        "never refreshed, and no replica ever",
                        mv,
                        "Failed cluster c has no replicas",
                        s -> s.cluster(CLUSTER, false).refresh(ID, null)),
                row(
                        "a crash loop",
                        mv,
                        "Failed every replica of cluster c, of size 25cc, runs out of memory repeatedly (3 times)",
                        s -> up(s).hydration(ID, R1, false)
                                .crash(R1, NOW.minusSeconds(10), true)
                                .crash(R1, NOW.minusSeconds(20), true)
                                .crash(R1, NOW.minusSeconds(30), true)),
                row(
                        "crashes of long ago",
                        mv,
                        "Waiting it is hydrating",
                        s -> up(s).hydration(ID, R1, false)
                                .crash(R1, NOW.minusSeconds(4000), true)
                                .crash(R1, NOW.minusSeconds(4001), true)
                                .crash(R1, NOW.minusSeconds(4002), true)),
                row(
                        "crashes, and hydrated by now",
                        mv,
                        "Ready",
                        s -> hydrated(s)
                                .lag(ID, 0)
                                .crash(R1, NOW.minusSeconds(10), true)
                                .crash(R1, NOW.minusSeconds(20), true)
                                .crash(R1, NOW.minusSeconds(30), true)),
                row(
                        "one replica loops, the other works on",
                        mv,
                        "Waiting it is hydrating",
                        s -> s.cluster(CLUSTER, false, R1, R2)
                                .online(R1)
                                .online(R2)
                                .hydration(ID, R1, false)
                                .crash(R2, NOW.minusSeconds(1), true)
                                .crash(R2, NOW.minusSeconds(2), true)
                                .crash(R2, NOW.minusSeconds(3), true)),
                row(
                        "an index like a view",
                        object(ItemKind.INDEX),
                        "Ready",
                        s -> hydrated(s).lag(ID, 0)),
                row("a plain view", object(ItemKind.VIEW), "Ready", s -> {}),
                row("a plain table", object(ItemKind.TABLE), "Ready", s -> {}),
                row("a source table without a status", sourceTable(), "Waiting it has no status yet", s -> {}),
                row(
                        "a source table whose source is unknown",
                        sourceTable(),
                        "Waiting it has no status yet",
                        s -> s.status(ID, "running")),
                row(
                        "a source table whose source stalls",
                        sourceTable(),
                        "Waiting it is stalled: gone",
                        s -> s.status(ID, "running").status(SOURCE, "stalled", "gone")),
                row(
                        "a source table that runs",
                        sourceTable(),
                        "Ready",
                        s -> s.status(ID, "running").status(SOURCE, "running").lag(ID, 1)),
                row(
                        "a source that starts",
                        object(ItemKind.SOURCE),
                        "Waiting it is starting",
                        s -> s.status(ID, "starting")),
                row(
                        "a source that is paused",
                        object(ItemKind.SOURCE),
                        "Failed it is paused",
                        s -> s.status(ID, "paused")),
                row(
                        "a source that was paused, on a cluster that has a replica by now",
                        object(ItemKind.SOURCE),
                        "Waiting it is paused",
                        s -> up(s).status(ID, "paused")),
                row(
                        "a source that was paused, on a cluster that is turned on for refreshes",
                        object(ItemKind.SOURCE),
                        "Waiting it is paused",
                        s -> s.cluster(CLUSTER, true).status(ID, "paused")),
                row(
                        "a source in an unknown state",
                        object(ItemKind.SOURCE),
                        "Waiting its state is unknown",
                        s -> s.status(ID, "floating")),
                row(
                        "a source that runs and lags",
                        object(ItemKind.SOURCE),
                        "Waiting it lags by 1 h",
                        s -> s.status(ID, "running").lag(ID, 3600)),
                row("a sink that runs", object(ItemKind.SINK), "Ready", s -> s.status(ID, "running")),
                row("a sink without a status", object(ItemKind.SINK), "Waiting it has no status yet", s -> {}));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("verdicts")
    void judges(String what, ExpectedObject object, String expected, Consumer<CatalogObservation> sees) {
        ObjectState state = judge(object, sees);
        String word = state.isReady() ? "Ready" : state.isFailed() ? "Failed" : "Waiting";
        assertThat(word + " " + state.text()).startsWith(expected);
    }

    private static Assessment assess(
            ReadinessPolicy policy,
            Instant at,
            Optional<Assessment> previous,
            Consumer<CatalogObservation> sees,
            ExpectedObject... objects) {
        CatalogObservation sight = new CatalogObservation();
        sees.accept(sight);
        return Readiness.assess(List.of(objects), sight.observation(at), policy, previous);
    }

    @Test
    void anEmptyListIsNeverReady() {
        Assessment assessment = assess(ReadinessPolicy.DEFAULT, NOW, Optional.empty(), s -> {});
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.isFailed()).isFalse();
    }

    @Test
    void oneWaitingObjectMakesAllWaitAndIsNamed() {
        ExpectedObject view = object(ItemKind.VIEW);
        ExpectedObject slow = object(ItemKind.MATERIALIZED_VIEW);
        Assessment assessment =
                assess(ReadinessPolicy.DEFAULT, NOW, Optional.empty(), s -> up(s).hydration(ID, R1, false), view, slow);
        assertThat(assessment.readyCount()).isEqualTo(1);
        assertThat(assessment.overall()).isEqualTo(new Verdict.Waiting("db.s_x.o: it is hydrating", Optional.empty()));
    }

    @Test
    void oneFailedObjectMakesAllFail() {
        Assessment assessment = assess(
                ReadinessPolicy.DEFAULT,
                NOW,
                Optional.empty(),
                s -> s.cluster(CLUSTER, false),
                object(ItemKind.VIEW),
                object(ItemKind.INDEX));
        assertThat(assessment.isFailed()).isTrue();
    }

    @Test
    void everythingMustStayReadyForThePolicysTime() {
        ReadinessPolicy policy = ReadinessPolicy.builder()
                .lagMargin(Duration.ZERO)
                .stableFor(Duration.ofSeconds(10))
                .build();
        ExpectedObject mv = object(ItemKind.MATERIALIZED_VIEW);
        Consumer<CatalogObservation> good = s -> hydrated(s).lag(ID, 0);
        Consumer<CatalogObservation> bad = s -> hydrated(s).lag(ID, 60);
        Assessment first = assess(policy, NOW, Optional.empty(), good, mv);
        assertThat(first.isReady()).isFalse();
        Assessment almost = assess(policy, NOW.plusSeconds(9), Optional.of(first), good, mv);
        assertThat(almost.isReady()).isFalse();
        assertThat(assess(policy, NOW.plusSeconds(10), Optional.of(almost), good, mv)
                        .isReady())
                .isTrue();
        Assessment broken = assess(policy, NOW.plusSeconds(9), Optional.of(first), bad, mv);
        Assessment again = assess(policy, NOW.plusSeconds(12), Optional.of(broken), good, mv);
        assertThat(again.isReady()).isFalse();
        assertThat(again.readySince()).contains(NOW.plusSeconds(12));
    }

    @Test
    void theEstimateFromTheCounterpartDecreases() {
        ExpectedObject mv = object(ItemKind.MATERIALIZED_VIEW);
        Consumer<CatalogObservation> slow = s -> up(s).hydration(ID, R1, false).hydrationTime(COUNTERPART, R1, 60);
        Assessment first = assess(ReadinessPolicy.DEFAULT, NOW, Optional.empty(), slow, mv);
        assertThat(first.remaining()).contains(Estimate.exactly(Duration.ofSeconds(60)));
        Assessment second = assess(ReadinessPolicy.DEFAULT, NOW.plusSeconds(45), Optional.of(first), slow, mv);
        assertThat(second.remaining()).contains(Estimate.exactly(Duration.ofSeconds(15)));
        Assessment third = assess(ReadinessPolicy.DEFAULT, NOW.plusSeconds(90), Optional.of(second), slow, mv);
        assertThat(third.remaining()).isEmpty();
        assertThat(third.objects().getFirst().text())
                .isEqualTo("it has been hydrating for longer than the live version took (1 min)");
    }

    @Test
    void onlyAnObjectThatIsNotReadyNeedsCrashesAndTimes() {
        ExpectedObject mv = object(ItemKind.MATERIALIZED_VIEW);
        Consumer<CatalogObservation> ready =
                s -> hydrated(s).lag(ID, 0).without(CatalogPart.CRASHES).without(CatalogPart.HYDRATION_TIMES);
        assertThat(assess(ReadinessPolicy.DEFAULT, NOW, Optional.empty(), ready, mv)
                        .isReady())
                .isTrue();
        Consumer<CatalogObservation> slow = s -> up(s).hydration(ID, R1, false).without(CatalogPart.CRASHES);
        assertThatExceptionOfType(CatalogPart.Unread.class)
                .isThrownBy(() -> assess(ReadinessPolicy.DEFAULT, NOW, Optional.empty(), slow, mv))
                .satisfies(unread -> assertThat(unread.part()).isEqualTo(CatalogPart.CRASHES));
    }

    @Test
    void anObjectWithoutACounterpartHasNoEstimate() {
        Assessment assessment = assess(
                ReadinessPolicy.DEFAULT,
                NOW,
                Optional.empty(),
                s -> up(s).hydration(ID, R1, false),
                object(ItemKind.MATERIALIZED_VIEW));
        assertThat(assessment.remaining()).isEmpty();
    }

    @Test
    void thousandsOfObjectsAreAllJudged() {
        CatalogObservation sight = up(new CatalogObservation());
        List<ExpectedObject> many = IntStream.range(0, 5000)
                .mapToObj(i -> new ExpectedObject(
                        new ItemId("u" + (100 + i)),
                        ObjectName.of("db", "s", "o" + i),
                        ObjectName.of("db", "s", "o" + i),
                        ItemKind.INDEX,
                        Optional.empty(),
                        Optional.of(PLACE),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of()))
                .toList();
        many.forEach(each -> sight.hydration(each.id(), R1, true).lag(each.id(), 0));
        Assessment assessment =
                Readiness.assess(many, sight.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty());
        assertThat(assessment.readyCount()).isEqualTo(5000);
    }
}

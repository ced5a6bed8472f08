package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The cause of a wait is named, and not its victims. Each object is a letter. */
class CausesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("u7");
    private static final ReplicaId REPLICA = new ReplicaId("u1");

    private static ItemId id(String letter) {
        return new ItemId("u" + (int) letter.charAt(0));
    }

    private static ItemId live(String letter) {
        return new ItemId("u" + (1000 + letter.charAt(0)));
    }

    private static ExpectedObject object(String letter, String inputs) {
        Set<ItemId> read = Stream.of(inputs.split(""))
                .filter(each -> !each.isEmpty())
                .map(CausesTest::id)
                .collect(Collectors.toSet());
        return new ExpectedObject(
                id(letter),
                ObjectName.of("db", "s", letter),
                ObjectName.of("db", "s", letter),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                Optional.of(new ExpectedObject.Placement(CLUSTER, Identifier.of("c"))),
                Optional.empty(),
                Optional.of(live(letter)),
                read);
    }

    /** A chain of three, and an object beside it. */
    private static final List<ExpectedObject> CHAIN =
            List.of(object("a", ""), object("b", "a"), object("c", "b"), object("z", ""));

    private static CatalogObservation running() {
        return new CatalogObservation().cluster(CLUSTER, false, REPLICA).online(REPLICA);
    }

    private static Assessment assess(Optional<Assessment> previous, Instant at, Consumer<CatalogObservation> sees) {
        CatalogObservation sight = running();
        sees.accept(sight);
        return Readiness.assess(CHAIN, sight.observation(at), ReadinessPolicy.DEFAULT, previous);
    }

    private static CatalogObservation hydrating(CatalogObservation sight, String letters) {
        for (ExpectedObject object : CHAIN) {
            boolean open = letters.contains(object.name().name().value());
            sight.hydration(object.id(), REPLICA, !open).lag(object.id(), 0);
        }
        return sight;
    }

    @Test
    void theFirstOfAChainIsTheCause() {
        Assessment assessment = assess(Optional.empty(), NOW, sight -> hydrating(sight, "abc"));
        assertThat(assessment.causes())
                .extracting(Cause::text)
                .containsExactly("db.s.a: it is hydrating; 2 objects wait for it");
        assertThat(assessment.objects())
                .extracting(Assessment.Judged::text)
                .containsExactly(
                        "it is hydrating",
                        "it waits for db.s.a",
                        "it waits for db.s.b",
                        "it is hydrated and lags by 0 ms");
        assertThat(((Verdict.Waiting) assessment.overall()).reason())
                .isEqualTo("db.s.a: it is hydrating; 2 objects wait for it");
    }

    @Test
    void aReadyInputIsNoCause() {
        assertThat(assess(Optional.empty(), NOW, sight -> hydrating(sight, "c")).causes())
                .extracting(Cause::text)
                .containsExactly("db.s.c: it is hydrating");
    }

    @Test
    void theCauseOfMostWaitsComesFirst() {
        Assessment assessment = assess(Optional.empty(), NOW, sight -> hydrating(sight, "abz"));
        assertThat(assessment.causes())
                .extracting(Cause::text)
                .containsExactly("db.s.a: it is hydrating; 1 object waits for it", "db.s.z: it is hydrating");
        assertThat(((Verdict.Waiting) assessment.overall()).reason())
                .isEqualTo("db.s.a: it is hydrating; 1 object waits for it (and 1 other cause)");
    }

    @Test
    void aClusterIsToldOnceForAllItsObjects() {
        CatalogObservation sight = new CatalogObservation().cluster(CLUSTER, false);
        CHAIN.forEach(object -> sight.noReplicaReported(object.id()));
        Assessment assessment =
                Readiness.assess(CHAIN, sight.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty());
        assertThat(assessment.causes())
                .extracting(Cause::text)
                .containsExactly("cluster c has no replicas; 4 objects wait for it");
        assertThat(assessment.isFailed()).isTrue();
    }

    @Test
    void aReconfigurationIsToldOnceInPlaceOfWhatItMayEnd() {
        CatalogObservation dead = hydrating(new CatalogObservation().reconfigured(CLUSTER), "abcz");
        CatalogObservation starting = hydrating(new CatalogObservation().reconfigured(CLUSTER, REPLICA), "abcz");
        CatalogObservation looping = hydrating(new CatalogObservation().reconfigured(CLUSTER, REPLICA), "abcz")
                .online(REPLICA)
                .crash(REPLICA, NOW.minusSeconds(30), true)
                .crash(REPLICA, NOW.minusSeconds(20), true)
                .crash(REPLICA, NOW.minusSeconds(10), true);
        for (CatalogObservation sight : List.of(dead, starting, looping)) {
            Assessment assessment =
                    Readiness.assess(CHAIN, sight.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty());
            assertThat(assessment.causes())
                    .extracting(Cause::text)
                    .containsExactly("cluster c is being reconfigured, and its new replicas are not ready yet;"
                            + " 4 objects wait for it");
            assertThat(assessment.isFailed()).isFalse();
        }
    }

    @Test
    void aReconfigurationOfAClusterThatWorksIsNoCause() {
        CatalogObservation works = hydrating(new CatalogObservation().reconfigured(CLUSTER, REPLICA), "a")
                .online(REPLICA);
        assertThat(Readiness.assess(CHAIN, works.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty())
                        .causes())
                .extracting(Cause::text)
                .containsExactly("db.s.a: it is hydrating");
    }

    @Test
    void pausedTablesWaitForTheirSource() {
        ExpectedObject source = ofSource("s", Optional.of(new ExpectedObject.Placement(CLUSTER, Identifier.of("c"))));
        List<ExpectedObject> all = List.of(source, ofSource("t", Optional.empty()), ofSource("u", Optional.empty()));
        CatalogObservation up = running();
        all.forEach(each -> up.status(each.id(), "paused"));
        assertThat(Readiness.assess(all, up.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty())
                        .causes())
                .extracting(Cause::text)
                .containsExactly("db.s.s: it is paused; 2 objects wait for it");
        CatalogObservation starting = new CatalogObservation().cluster(CLUSTER, false, REPLICA);
        all.forEach(each -> starting.status(each.id(), "paused"));
        assertThat(Readiness.assess(all, starting.observation(NOW), ReadinessPolicy.DEFAULT, Optional.empty())
                        .causes())
                .extracting(Cause::text)
                .containsExactly("no replica of cluster c is up yet; 3 objects wait for it");
    }

    /** A source with a cluster, or a subsource of it without one. */
    private static ExpectedObject ofSource(String letter, Optional<ExpectedObject.Placement> cluster) {
        return new ExpectedObject(
                id(letter),
                ObjectName.of("db", "s", letter),
                ObjectName.of("db", "s", letter),
                ItemKind.SOURCE,
                Optional.empty(),
                cluster,
                cluster.isPresent() ? Optional.empty() : Optional.of(id("s")),
                Optional.empty(),
                cluster.isPresent() ? Set.of() : Set.of(id("s")));
    }

    @Test
    void aReplicaThatStaysUpAfterItsCrashesIsWaitedFor() {
        Consumer<CatalogObservation> healed = sight -> hydrating(sight, "a")
                .crash(REPLICA, NOW.minusSeconds(300), true)
                .crash(REPLICA, NOW.minusSeconds(200), true)
                .crash(REPLICA, NOW.minusSeconds(150), true);
        assertThat(assess(Optional.empty(), NOW, healed).isFailed()).isFalse();
        assertThat(assess(Optional.empty(), NOW.minusSeconds(60), healed).isFailed())
                .isTrue();
    }

    @Test
    void timeThatNobodyObservedDoesNotCount() {
        ReadinessPolicy policy = ReadinessPolicy.builder()
                .stableFor(Duration.ofSeconds(60))
                .longestGap(Duration.ofSeconds(10))
                .build();
        CatalogObservation sight = hydrating(running(), "");
        Assessment first = Readiness.assess(CHAIN, sight.observation(NOW), policy, Optional.empty());
        Assessment afterAGap =
                Readiness.assess(CHAIN, sight.observation(NOW.plusSeconds(100)), policy, Optional.of(first));
        assertThat(afterAGap.isReady()).isFalse();
        assertThat(afterAGap.readySince()).contains(NOW.plusSeconds(90));
    }
}

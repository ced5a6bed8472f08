package dev.verdigris.core.readiness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.COUNTERPART;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static dev.verdigris.core.readiness.Samples.crashing;
import static dev.verdigris.core.readiness.Samples.hydrated;
import static dev.verdigris.core.readiness.Samples.object;
import static dev.verdigris.core.readiness.Samples.up;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Defects of other tools' questions about readiness, each with its number in the study of them. The sentence of a test
 * says what holds here. B35, and the time limit of B20, are in {@code ReadinessDefaultsTest} of the engine. B1 to B26
 * are in {@code DefectsOfMacrosTest}.
 */
class DefectsOfPeersTest {

    private static final ExpectedObject VIEW = object(ItemKind.MATERIALIZED_VIEW);
    private static final ItemId OTHER = new ItemId("u99");

    private static Assessment assess(Consumer<CatalogObservation> sees, ExpectedObject... objects) {
        return Readiness.assess(List.of(objects), Samples.seen(sees), ReadinessPolicy.DEFAULT, Optional.empty());
    }

    /** B20. */
    @Test
    void aClusterThatCannotWorkEndsTheWaitAtOnce() {
        assertThat(assess(sight -> crashing(up(sight), R1, true).hydration(ID, R1, false), VIEW)
                        .isFailed())
                .isTrue();
        assertThat(assess(sight -> sight.cluster(CLUSTER, false).lag(ID, 0), VIEW)
                        .isFailed())
                .isTrue();
    }

    /** B27. */
    @Test
    void anObjectWithoutAReportIsNotLeftOutOfTheCount() {
        Assessment assessment = assess(
                sight -> up(sight)
                        .noReplicaReported(ID)
                        .hydration(OTHER, R1, true)
                        .lag(ID, 0),
                VIEW);
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.objects()).hasSize(1);
        assertThat(assessment.readyCount()).isZero();
    }

    /** B28. */
    @Test
    void anEmptySideIsNeverReady() {
        assertThat(assess(Samples::up).overall()).isInstanceOf(Verdict.Waiting.class);
    }

    /** B29. */
    @Test
    void introspectionThatIsOffIsToldAtOnceAndNotWaitedFor() {
        Assessment assessment = assess(
                sight -> sight.clusterWithoutIntrospection(CLUSTER, R1)
                        .online(R1)
                        .noReplicaReported(ID)
                        .lag(ID, 0),
                VIEW);
        assertThat(assessment.overall())
                .isEqualTo(new Verdict.Failed("cluster c does not report what is hydrated, because its introspection is"
                        + " off; 1 object waits for it"));
    }

    /** B29. */
    @Test
    void aReportIsBelievedEvenIfIntrospectionIsOff() {
        Consumer<CatalogObservation> off = sight ->
                sight.clusterWithoutIntrospection(CLUSTER, R1).online(R1).lag(ID, 0);
        assertThat(assess(sight -> off.andThen(s -> s.hydration(ID, R1, true)).accept(sight), VIEW)
                        .isReady())
                .isTrue();
        assertThat(assess(sight -> off.andThen(s -> s.hydration(ID, R1, false)).accept(sight), VIEW)
                        .isFailed())
                .isFalse();
    }

    /** B30. */
    @Test
    void unknownLagIsNotZero() {
        Assessment assessment = assess(Samples::hydrated, VIEW);
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.open()).extracting(Assessment.Judged::text).containsExactly("its lag is not known yet");
    }

    /** B31. */
    @Test
    void aStalledUpstreamThatDelaysBothSidesHoldsUpNothing() {
        assertThat(assess(sight -> hydrated(sight).lag(ID, 90_000).lag(COUNTERPART, 90_000), VIEW)
                        .isReady())
                .isTrue();
    }

    /** B31. */
    @Test
    void anObjectThatIsHopelesslyLateInLiveHoldsUpNothing() {
        assertThat(assess(sight -> hydrated(sight).lag(ID, 600).lag(COUNTERPART, 90_000), VIEW)
                        .isReady())
                .isTrue();
    }

    /** B32. */
    @Test
    void crashesBeforeTheHydrationHoldUpNothing() {
        assertThat(assess(sight -> crashing(hydrated(sight), R1, true).lag(ID, 0), VIEW)
                        .isReady())
                .isTrue();
    }

    /** B32. */
    @Test
    void crashesForOtherReasonsThanMemoryAreToldToo() {
        assertThat(assess(sight -> crashing(up(sight), R1, false).hydration(ID, R1, false), VIEW)
                        .causes())
                .extracting(Cause::text)
                .containsExactly("every replica of cluster c crashes repeatedly (3 times); 1 object waits for it");
    }

    /** B33. */
    @Test
    void aClusterThatIsOffBetweenRefreshesIsReadyAfterOne() {
        assertThat(assess(sight -> sight.cluster(CLUSTER, true).refresh(ID, NOW.minusSeconds(3600)), VIEW)
                        .isReady())
                .isTrue();
    }

    /** B34. */
    @Test
    void theObjectThatHoldsThingsUpIsNamed() {
        ExpectedObject other = new ExpectedObject(
                OTHER,
                ObjectName.of("db", "s \"x\"", "Ö.ü 🦊"),
                ObjectName.of("db", "s \"x\"", "Ö.ü 🦊"),
                ItemKind.INDEX,
                Optional.empty(),
                Optional.of(Samples.PLACE),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        Assessment assessment = assess(sight -> hydrated(sight).lag(ID, 0).hydration(OTHER, R1, false), VIEW, other);
        assertThat(assessment.overall())
                .isEqualTo(new Verdict.Waiting("db.s \"x\".Ö.ü 🦊: it is hydrating", Optional.empty()));
    }

    /** B36. */
    @Test
    void anObjectOnAClusterOutsideThePairsIsAwaitedToo() {
        ClusterId third = new ClusterId("u8");
        ExpectedObject elsewhere = new ExpectedObject(
                OTHER,
                ObjectName.of("db", "s_x", "elsewhere"),
                ObjectName.of("db", "s", "elsewhere"),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                Optional.of(new ExpectedObject.Placement(third, Identifier.of("third"))),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        Assessment assessment = assess(
                sight -> hydrated(sight)
                        .lag(ID, 0)
                        .cluster(third, false, R2)
                        .online(R2)
                        .hydration(OTHER, R2, false),
                VIEW,
                elsewhere);
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.readyCount()).isEqualTo(1);
    }
}

package dev.verdigris.core.readiness;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static dev.verdigris.core.readiness.Samples.crashing;
import static org.assertj.core.api.Assertions.assertThat;

/** A cluster of two replicas: one is enough by default, and both must have the object if the policy says so. */
class ReplicasTest {

    private static final ReadinessPolicy ALL =
            ReadinessPolicy.builder().replicas(ReadinessPolicy.Replicas.ALL).build();

    private static CatalogObservation two(CatalogObservation sight) {
        return sight.cluster(CLUSTER, false, R1, R2).lag(ID, 0);
    }

    private static String judged(ReadinessPolicy policy, Consumer<CatalogObservation> sees) {
        Assessment assessment =
                Readiness.assess(List.of(Samples.object(ItemKind.INDEX)), Samples.seen(sees), policy, Optional.empty());
        String word = assessment.isReady() ? "ready" : assessment.isFailed() ? "failed" : "waits";
        return word + ": " + assessment.objects().getFirst().text();
    }

    private static void judged(Consumer<CatalogObservation> sees, String any, String all) {
        assertThat(judged(ReadinessPolicy.DEFAULT, sees)).isEqualTo(any);
        assertThat(judged(ALL, sees)).isEqualTo(all);
    }

    @Test
    void bothHaveIt() {
        judged(
                sight ->
                        two(sight).online(R1).online(R2).hydration(ID, R1, true).hydration(ID, R2, true),
                "ready: it is hydrated and lags by 0 ms",
                "ready: it is hydrated and lags by 0 ms");
    }

    @Test
    void oneStillHydrates() {
        judged(
                sight ->
                        two(sight).online(R1).online(R2).hydration(ID, R1, true).hydration(ID, R2, false),
                "ready: it is hydrated and lags by 0 ms",
                "waits: it is hydrating");
    }

    @Test
    void oneHasNotReported() {
        judged(
                sight -> two(sight).online(R1).online(R2).hydration(ID, R1, true),
                "ready: it is hydrated and lags by 0 ms",
                "waits: nothing is known about its hydration yet");
    }

    @Test
    void oneIsNotUp() {
        judged(
                sight -> two(sight).online(R1).offline(R2).hydration(ID, R1, true),
                "ready: it is hydrated and lags by 0 ms",
                "waits: a replica of cluster c is not up yet");
    }

    @Test
    void oneRunsOutOfMemoryAgainAndAgain() {
        judged(
                sight -> crashing(two(sight).online(R1), R2, true).hydration(ID, R1, true),
                "ready: it is hydrated and lags by 0 ms",
                "failed: a replica of cluster c, of size 25cc, runs out of memory repeatedly (3 times)");
    }

    @Test
    void memoryIsShortOfAllOrOfOneAsThePolicyAsks() {
        String waits = "waits: every replica of cluster c crashes repeatedly (3 times)";
        String failed = "failed: a replica of cluster c, of size 25cc, runs out of memory repeatedly (3 times)";
        judged(sight -> crashing(crashing(two(sight), R1, true), R2, false), waits, failed);
        judged(sight -> crashing(crashing(two(sight), R1, false), R2, true), waits, failed);
        judged(
                sight -> crashing(crashing(two(sight), R1, true), R2, true),
                "failed: every replica of cluster c, of size 25cc, runs out of memory repeatedly (3 times)",
                failed);
    }

    @Test
    void oneCrashByMemoryAmongOthersMayPass() {
        String waits = "waits: every replica of cluster c crashes repeatedly (3 times)";
        Consumer<CatalogObservation> once = sight -> sight.cluster(CLUSTER, false, R1)
                .crash(R1, NOW.minusSeconds(10), false)
                .crash(R1, NOW.minusSeconds(20), false)
                .crash(R1, NOW.minusSeconds(30), true);
        judged(once, waits, waits.replace("every", "a"));
    }

    /** A replica of which only old reports are left counts for neither. */
    @Test
    void theOnlyReportsAreOfReplicasThatAreGone() {
        ReplicaId gone = new ReplicaId("u9");
        judged(
                sight -> two(sight).online(R1).online(R2).online(gone).hydration(ID, gone, true),
                "waits: nothing is known about its hydration yet",
                "waits: nothing is known about its hydration yet");
    }

    @Test
    void aCrashLoopEndsWhenTheReplicaStaysUp() {
        Consumer<CatalogObservation> healed = sight -> two(sight)
                .online(R1)
                .online(R2)
                .hydration(ID, R1, true)
                .hydration(ID, R2, false)
                .crash(R2, NOW.minusSeconds(200), true)
                .crash(R2, NOW.minusSeconds(190), true)
                .crash(R2, NOW.minusSeconds(180), true);
        judged(healed, "ready: it is hydrated and lags by 0 ms", "waits: it is hydrating");
    }
}

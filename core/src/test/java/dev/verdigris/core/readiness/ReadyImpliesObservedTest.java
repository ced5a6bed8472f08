package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.ObjectName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ready implies that every expected object was observed hydrated on a living replica, with its lag within the policy,
 * for the whole hold time. The oracle looks at the observations only, and knows nothing of states and causes.
 */
class ReadyImpliesObservedTest {

    private static final List<ReplicaId> REPLICAS = List.of(R1, R2);
    private static final List<ExpectedObject> OBJECTS =
            IntStream.range(0, 2).mapToObj(ReadyImpliesObservedTest::object).toList();

    private static ExpectedObject object(int number) {
        return new ExpectedObject(
                new ItemId("u" + (10 + number)),
                ObjectName.of("db", "s_x", "o" + number),
                ObjectName.of("db", "s", "o" + number),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                Optional.of(Samples.PLACE),
                Optional.empty(),
                Optional.of(live(number)),
                number == 0 ? Set.of() : Set.of(new ItemId("u10")));
    }

    private static ItemId live(int number) {
        return new ItemId("u" + (20 + number));
    }

    /**
     * One look at two objects on two replicas.
     *
     * @param after the seconds since the look before
     * @param up for each replica whether it is up
     * @param hydrated for each object and replica whether it is hydrated; empty if nothing is reported
     * @param lags for each object its lag in seconds, and that of its live counterpart; negative if it is not known
     */
    private record Look(int after, List<Boolean> up, List<Optional<Boolean>> hydrated, List<Integer> lags) {

        Observation observation(Instant at) {
            CatalogObservation sight = new CatalogObservation().cluster(CLUSTER, false, R1, R2);
            for (int replica = 0; replica < 2; replica++) {
                if (up.get(replica)) {
                    sight.online(REPLICAS.get(replica));
                } else {
                    sight.offline(REPLICAS.get(replica));
                }
            }
            for (int object = 0; object < 2; object++) {
                for (int replica = 0; replica < 2; replica++) {
                    ItemId id = OBJECTS.get(object).id();
                    ReplicaId on = REPLICAS.get(replica);
                    hydrated.get(2 * object + replica).ifPresent(done -> sight.hydration(id, on, done));
                }
                lag(sight, OBJECTS.get(object).id(), lags.get(object));
                lag(sight, live(object), lags.get(2 + object));
            }
            return sight.observation(at);
        }

        private static void lag(CatalogObservation sight, ItemId id, int seconds) {
            if (seconds >= 0) {
                sight.lag(id, seconds);
            }
        }

        /** Whether this look alone shows all that ready promises. */
        boolean isGood(ReadinessPolicy policy) {
            return IntStream.range(0, 2).allMatch(object -> isHydrated(object, policy) && isFresh(object, policy));
        }

        private boolean isHydrated(int object, ReadinessPolicy policy) {
            long living = IntStream.range(0, 2)
                    .filter(replica -> up.get(replica)
                            && hydrated.get(2 * object + replica).equals(Optional.of(true)))
                    .count();
            return living == 2 || living == 1 && policy.replicas() == ReadinessPolicy.Replicas.ANY;
        }

        private boolean isFresh(int object, ReadinessPolicy policy) {
            int own = lags.get(object);
            int live = lags.get(2 + object);
            return own >= 0
                    && (own <= policy.maxLag().toSeconds()
                            || live >= 0 && own <= live + policy.lagMargin().toSeconds());
        }
    }

    @Provide
    static Arbitrary<List<Look>> looks() {
        Arbitrary<Boolean> mostly =
                Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false)));
        Arbitrary<Optional<Boolean>> reports = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just(Optional.of(true))),
                Tuple.of(1, Arbitraries.just(Optional.of(false))),
                Tuple.of(1, Arbitraries.just(Optional.<Boolean>empty())));
        Arbitrary<Integer> lags = Arbitraries.frequencyOf(
                Tuple.of(15, Arbitraries.integers().between(0, 4)),
                Tuple.of(3, Arbitraries.integers().between(-1, 20)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        mostly.list().ofSize(2),
                        reports.list().ofSize(4),
                        lags.list().ofSize(4))
                .as(Look::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    static Arbitrary<ReadinessPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(ReadinessPolicy.Replicas.values()))
                .as((lag, margin, hold, replicas) -> ReadinessPolicy.builder()
                        .maxLag(Duration.ofSeconds(lag))
                        .lagMargin(Duration.ofSeconds(margin))
                        .stableFor(Duration.ofSeconds(hold))
                        .longestGap(Duration.ofSeconds(8))
                        .replicas(replicas)
                        .build());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void readyMeansThatAllWasObservedForTheWholeHoldTime(
            @ForAll("looks") List<Look> looks, @ForAll("policies") ReadinessPolicy policy) {
        Optional<Assessment> previous = Optional.empty();
        List<Look> good = new ArrayList<>();
        Instant at = NOW;
        boolean everReady = false;
        for (Look look : looks) {
            at = at.plusSeconds(look.after());
            Assessment assessment = Readiness.assess(OBJECTS, look.observation(at), policy, previous);
            if (look.isGood(policy)) {
                good.add(look);
            } else {
                good.clear();
            }
            assertThat(assessment.isReady()).isEqualTo(!good.isEmpty() && held(good, policy));
            everReady |= assessment.isReady();
            previous = Optional.of(assessment);
        }
        Statistics.label("ready").collect(everReady);
    }

    /** Whether looks without a bad one among them cover the hold time; of a long gap only a part was observed. */
    private static boolean held(List<Look> good, ReadinessPolicy policy) {
        long observed = good.stream()
                .skip(1)
                .mapToLong(look -> Math.min(look.after(), policy.longestGap().toSeconds()))
                .sum();
        return observed >= policy.stableFor().toSeconds();
    }
}

package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.PLACE;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static org.assertj.core.api.Assertions.assertThat;

/** How long a wait may still last, in a chain of three objects, each of which reads the one before it. */
class EstimateTest {

    private static final List<ExpectedObject> CHAIN = List.of(object(0), object(1), object(2));

    private static final ReadinessPolicy HOLD =
            ReadinessPolicy.builder().stableFor(Duration.ofSeconds(30)).build();

    private static ExpectedObject object(int number) {
        return new ExpectedObject(
                new ItemId("u" + (10 + number)),
                ObjectName.of("db", "s_x", "o" + number),
                ObjectName.of("db", "s", "o" + number),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                Optional.of(PLACE),
                Optional.empty(),
                Optional.of(live(number)),
                number == 0 ? Set.of() : Set.of(new ItemId("u" + (9 + number))));
    }

    private static ItemId live(int number) {
        return new ItemId("u" + (20 + number));
    }

    /** Looks at the chain, of which the first objects are hydrated. */
    private static Consumer<CatalogObservation> hydrated(int first) {
        return sight -> {
            Samples.up(sight);
            for (int i = 0; i < CHAIN.size(); i++) {
                sight.hydration(CHAIN.get(i).id(), R1, i < first);
                if (i < first) {
                    sight.lag(CHAIN.get(i).id(), 0);
                } else {
                    sight.frontier(CHAIN.get(i).id(), Instant.EPOCH);
                }
            }
        };
    }

    private static Consumer<CatalogObservation> times(long... seconds) {
        return sight -> {
            for (int i = 0; i < seconds.length; i++) {
                sight.hydrationTime(live(i), R1, seconds[i]);
            }
        };
    }

    private static Assessment assess(
            Optional<Assessment> previous, long second, ReadinessPolicy policy, Consumer<CatalogObservation> sees) {
        CatalogObservation sight = new CatalogObservation();
        sees.accept(sight);
        return Readiness.assess(CHAIN, sight.observation(NOW.plusSeconds(second)), policy, previous);
    }

    private static Assessment assess(Optional<Assessment> previous, long second, Consumer<CatalogObservation> sees) {
        return assess(previous, second, ReadinessPolicy.DEFAULT, sees);
    }

    private static Assessment atOnce(Optional<Assessment> previous, Observation seen) {
        return Readiness.atOnce(CHAIN, seen, HOLD, previous);
    }

    private static Estimate seconds(long least, long most) {
        return new Estimate(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    private static String text(Assessment assessment, int object) {
        return assessment.objects().get(object).state().text();
    }

    @Test
    void theTimeOfTheLiveVersionMayContainItsWait() {
        Assessment restarted = assess(Optional.empty(), 0, hydrated(0).andThen(times(60, 90, 100)));
        assertThat(restarted.objects())
                .extracting(Assessment.Judged::remaining)
                .containsExactly(
                        Optional.of(seconds(60, 60)), Optional.of(seconds(90, 150)), Optional.of(seconds(100, 250)));
        Assessment oneByOne = assess(Optional.empty(), 0, hydrated(0).andThen(times(60, 60, 30)));
        assertThat(oneByOne.remaining()).contains(seconds(60, 150));
    }

    @Test
    void theWaitOfTheLiveVersionCountsAlsoIfItsInputIsReady() {
        Assessment first = assess(Optional.empty(), 0, hydrated(1).andThen(times(60, 90, 100)));
        assertThat(first.objects().get(1).remaining()).contains(seconds(30, 90));
        Assessment later = assess(Optional.of(first), 40, hydrated(1).andThen(times(60, 90, 100)));
        assertThat(later.objects().get(1).remaining()).contains(seconds(0, 50));
        assertThat(later.remaining()).contains(seconds(10, 150));
    }

    @Test
    void theWaitForAnInputIsNoHydration() {
        Consumer<CatalogObservation> live = times(500, 5, 5);
        Assessment first = assess(Optional.empty(), 0, hydrated(0).andThen(live));
        Assessment almost = assess(Optional.of(first), 400, hydrated(0).andThen(live));
        assertThat(almost.remaining()).contains(seconds(100, 110));
        Assessment begun = assess(Optional.of(almost), 410, hydrated(1).andThen(live));
        assertThat(text(begun, 1)).isEqualTo("it is hydrating");
        assertThat(begun.objects().get(1).remaining()).contains(seconds(0, 5));
        Assessment later = assess(Optional.of(begun), 414, hydrated(1).andThen(live));
        assertThat(later.objects().get(1).remaining()).contains(seconds(0, 1));
        Assessment overdue = assess(Optional.of(later), 416, hydrated(1).andThen(live));
        assertThat(text(overdue, 1)).isEqualTo("it has been hydrating for longer than the live version took (5 s)");
        assertThat(text(overdue, 2)).isEqualTo("it is hydrating");
        assertThat(overdue.remaining()).isEmpty();
    }

    @Test
    void anObjectIsNotFarOverdueWhileItWaits() {
        Consumer<CatalogObservation> live = times(5000, 1, 1);
        Assessment first = assess(Optional.empty(), 0, hydrated(0).andThen(live));
        Assessment later = assess(Optional.of(first), 4000, hydrated(0).andThen(live));
        assertThat(later.objects())
                .noneMatch(each -> each.state() instanceof ObjectState.Hydrating state && state.isFarOverdue());
    }

    @Test
    void anInputThatIsNotWaitedForIsStillMissing() {
        ReadinessPolicy exempt = ReadinessPolicy.builder()
                .exemptions(List.of(new Exemption(CHAIN.get(0).liveName(), Optional.empty(), "broken upstream")))
                .build();
        Consumer<CatalogObservation> live = times(500, 5, 5);
        Assessment first = assess(Optional.empty(), 0, exempt, hydrated(0).andThen(live));
        Assessment later = assess(Optional.of(first), 100, exempt, hydrated(0).andThen(live));
        assertThat(text(later, 1)).isEqualTo("it is hydrating");
    }

    @Test
    void anInputThatOnlyLagsCanBeRead() {
        Consumer<CatalogObservation> lags = hydrated(1)
                .andThen(times(500, 5, 5))
                .andThen(sight -> sight.lag(CHAIN.get(0).id(), 600));
        Assessment first = assess(Optional.empty(), 0, lags);
        Assessment later = assess(Optional.of(first), 6, lags);
        assertThat(text(later, 1)).isEqualTo("it has been hydrating for longer than the live version took (5 s)");
    }

    @Test
    void anInputThatIsLostStartsTheTimeAgain() {
        Consumer<CatalogObservation> live = times(500, 50, 5);
        Assessment first = assess(Optional.empty(), 0, hydrated(1).andThen(live));
        Assessment lost = assess(Optional.of(first), 40, hydrated(0).andThen(live));
        Assessment back = assess(Optional.of(lost), 60, hydrated(1).andThen(live));
        assertThat(back.objects().get(1).remaining()).contains(seconds(0, 50));
    }

    @Test
    void theSlowestReplicaOfTheLiveVersionCounts() {
        Consumer<CatalogObservation> two = sight -> {
            hydrated(0).andThen(times(60, 60, 60)).accept(sight);
            sight.hydrationTime(live(2), R2, 90).hydrationTime(live(2), R1, 80);
        };
        assertThat(assess(Optional.empty(), 0, two).remaining()).contains(seconds(90, 210));
    }

    @Test
    void oneUnknownTimeLeavesTheWholeUnknown() {
        Assessment assessment = assess(Optional.empty(), 0, hydrated(0).andThen(times(60, 60)));
        assertThat(assessment.objects().get(1).remaining()).isPresent();
        assertThat(assessment.remaining()).isEmpty();
    }

    /** A look that follows no other one, as that of a status. */
    @Test
    void theFirstLookOfAStatusHasNoEstimate() {
        CatalogObservation sight = new CatalogObservation();
        hydrated(0).andThen(times(60, 90, 100)).accept(sight);
        Assessment once = atOnce(Optional.empty(), sight.observation(NOW));
        assertThat(once.remaining()).isEmpty();
        assertThat(once.objects()).allMatch(each -> each.remaining().isEmpty());
        assertThat(once.objects().getFirst().state())
                .isInstanceOfSatisfying(
                        ObjectState.Hydrating.class,
                        state -> assertThat(state.live()).contains(Duration.ofSeconds(60)));
        Assessment again = atOnce(Optional.of(once), sight.observation(NOW.plusSeconds(20)));
        assertThat(again.remaining()).contains(seconds(80, 230));
        Assessment overdue = atOnce(Optional.of(again), sight.observation(NOW.plusSeconds(1200)));
        assertThat(overdue.remaining()).isEmpty();
        assertThat(text(overdue, 0)).isEqualTo("it has been hydrating for longer than the live version took (1 min)");
        assertThat(again.timeless()).isEqualTo(once.timeless());
        assertThat(text(overdue.timeless(), 0)).isEqualTo(text(overdue, 0));
    }

    @Test
    void aLookAtOnceJudgesWithoutTheHoldTime() {
        CatalogObservation sight = new CatalogObservation();
        hydrated(3).accept(sight);
        assertThat(atOnce(Optional.empty(), sight.observation(NOW)).isReady()).isTrue();
        assertThat(assess(Optional.empty(), 0, HOLD, hydrated(3)).isReady()).isFalse();
    }

    @Test
    void anEstimateIsNeverZero() {
        assertThat(seconds(30, 60).text()).isEqualTo("about 30 s to 1 min");
        assertThat(seconds(8, 20).text()).isEqualTo("about 8 to 20 s");
        assertThat(seconds(60, 60).text()).isEqualTo("about 1 min");
        assertThat(new Estimate(Duration.ofMillis(900), Duration.ofMillis(61_900)).text())
                .isEqualTo("about 1 min 1 s or less");
        assertThat(new Estimate(Duration.ZERO, Duration.ofMillis(900)).text()).isEqualTo("less than 1 s");
        assertThat(seconds(30, 60).after(Duration.ofSeconds(60))).isEmpty();
    }
}

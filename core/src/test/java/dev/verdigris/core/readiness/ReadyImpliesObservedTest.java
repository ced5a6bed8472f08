package dev.verdigris.core.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ready implies that every expected object was observed hydrated on living replicas, running or refreshed, with its lag
 * within the policy, for the whole hold time; and if all this was observed, it is ready. Each number is one staged side
 * with one wait, always the same. The oracle looks at the observations only, and knows nothing of states, rules and
 * causes.
 */
class ReadyImpliesObservedTest {

    private static final int SIDES = 1000;
    private static final int LOOKS = 6;

    /** The kinds of objects that were the only one that was not good in some look. */
    private final Set<RandomSide.Kind> decisive = EnumSet.noneOf(RandomSide.Kind.class);

    private int ready;

    @Test
    void readyMeansThatAllWasObservedForTheWholeHoldTime() {
        for (int number = 0; number < SIDES; number++) {
            wait(number);
        }
        assertThat(ready).as("looks at which all is ready").isBetween(SIDES * LOOKS / 5, SIDES * LOOKS * 4 / 5);
        assertThat(decisive)
                .containsExactlyInAnyOrder(
                        RandomSide.Kind.SOURCE,
                        RandomSide.Kind.SOURCE_TABLE,
                        RandomSide.Kind.MATERIALIZED_VIEW,
                        RandomSide.Kind.INDEX,
                        RandomSide.Kind.REFRESHED_VIEW,
                        RandomSide.Kind.SINK);
    }

    private void wait(int number) {
        Random random = new Random(number);
        RandomSide side = RandomSide.of(random);
        List<ExpectedObject> objects =
                side.things().stream().map(RandomSide.Thing::object).toList();
        Optional<Assessment> previous = Optional.empty();
        List<RandomLook> good = new ArrayList<>();
        Instant at = NOW;
        for (int i = 0; i < LOOKS; i++) {
            RandomLook look = RandomLook.at(side, random);
            at = at.plusSeconds(look.after);
            Assessment assessment = Readiness.assess(objects, look.observation(at), side.policy(), previous);
            if (isGood(side, look)) {
                good.add(look);
            } else {
                good.clear();
            }
            assertThat(assessment.isReady())
                    .as(() -> "side " + side + ", its assessment " + assessment)
                    .isEqualTo(!good.isEmpty() && held(good, side.policy()));
            if (assessment.isReady()) {
                ready++;
            }
            previous = Optional.of(assessment);
        }
    }

    private boolean isGood(RandomSide side, RandomLook look) {
        List<RandomSide.Thing> bad =
                side.things().stream().filter(thing -> !look.isGood(thing)).toList();
        if (bad.size() == 1) {
            decisive.add(bad.getFirst().kind());
        }
        return bad.isEmpty();
    }

    /** Whether looks without a bad one among them cover the hold time; of a long gap only a part was observed. */
    private static boolean held(List<RandomLook> good, ReadinessPolicy policy) {
        long observed = good.stream()
                .skip(1)
                .mapToLong(look -> Math.min(look.after, policy.longestGap().toSeconds()))
                .sum();
        return observed >= policy.stableFor().toSeconds();
    }
}

package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.verdigris.core.text.DurationText;

/**
 * How long a wait may still last, by what the live version took. The server counts a hydration from the installation of
 * the object, so its time may contain the wait for what the object reads. Nothing shows whether it does, so there are
 * two figures.
 *
 * @param least the time left if the live version waited for its inputs as long as it could
 * @param most the time left if it did not wait for them
 */
public record Estimate(Duration least, Duration most) {

    static final Estimate NOTHING = exactly(Duration.ZERO);

    static Estimate exactly(Duration length) {
        return new Estimate(length, length);
    }

    /** This one, and another after it. */
    Estimate then(Estimate next) {
        return new Estimate(least.plus(next.least), most.plus(next.most));
    }

    /** Both at the same time. */
    Estimate with(Estimate other) {
        return new Estimate(longer(least, other.least), longer(most, other.most));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** What is left after some time; empty if the live version would be ready by then. */
    public Optional<Estimate> after(Duration passed) {
        Estimate left = new Estimate(longer(least.minus(passed), Duration.ZERO), most.minus(passed));
        return left.most.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /** The estimate in words, as "about 30 s to 1 min". */
    public String text() {
        Duration low = least.truncatedTo(ChronoUnit.SECONDS);
        Duration high = most.truncatedTo(ChronoUnit.SECONDS);
        if (high.isZero()) {
            return "less than 1 s";
        }
        if (low.isZero()) {
            return "about " + DurationText.of(high) + " or less";
        }
        boolean sameUnit = high.compareTo(Duration.ofMinutes(1)) < 0;
        String from = sameUnit ? String.valueOf(low.toSeconds()) : DurationText.of(low);
        return "about " + (low.equals(high) ? "" : from + " to ") + DurationText.of(high);
    }
}

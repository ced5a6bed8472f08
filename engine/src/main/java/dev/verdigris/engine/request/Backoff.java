package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: exponentially longer, with jitter so that two promoters do not keep meeting.
 *
 * @param first the longest pause before the second attempt
 * @param longest no pause is longer
 * @param attempts how many attempts in all, at least 1
 * @param total no further attempt is begun after so long
 */
public record Backoff(Duration first, Duration longest, int attempts, Duration total) {

    public Backoff {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("attempts must be positive and pauses must not shrink");
        }
    }

    /** Whether another attempt may follow the {@code done} ones, which have taken {@code elapsed} so far. */
    public boolean allows(int done, Duration elapsed) {
        return done < attempts && elapsed.compareTo(total) < 0;
    }

    /** The pause after attempt number {@code done}: between half of the doubled pause and the whole of it. */
    public Duration after(int done, RandomGenerator random) {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.min(done - 1, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}

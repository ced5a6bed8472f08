package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts. They grow exponentially, and have jitter so that two promoters do not collide again.
 *
 * @param first the longest pause before the second attempt
 * @param longest the limit for each pause
 * @param attempts the number of all attempts, at least 1
 * @param total the time after which no further attempt begins
 */
public record Backoff(Duration first, Duration longest, int attempts, Duration total) {

    public Backoff {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("attempts must be positive and pauses must not shrink");
        }
    }

    /** Whether another attempt may follow after {@code done} attempts, which took {@code elapsed} so far. */
    public boolean allows(int done, Duration elapsed) {
        return done < attempts && elapsed.compareTo(total) < 0;
    }

    /** The pause after attempt number {@code done}: a random part, at least half, of the doubled pause. */
    public Duration after(int done, RandomGenerator random) {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.min(done - 1, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}

package dev.verdigris.sandbox.work;

import java.time.Duration;

/**
 * The settings of the workers.
 *
 * @param hydrationTime the least time that hydrating one object takes, unless a fault names another
 * @param lagInterval how often lag is recorded; Materialize does it once a minute, which is too long for tests
 * @param evaluations how many objects may be computed at once
 * @param evaluationLimit how long computing one object may take before it is retried
 * @param sinkPause how long sinks collect changes before they write them
 */
public record WorkSettings(
        Duration hydrationTime, Duration lagInterval, int evaluations, Duration evaluationLimit, Duration sinkPause) {

    public WorkSettings {
        if (evaluations < 1) {
            throw new IllegalArgumentException("at least one object at a time must be computed, not " + evaluations);
        }
        if (lagInterval.toMillis() < 1 || hydrationTime.isNegative()) {
            throw new IllegalArgumentException("the workers' times must be positive");
        }
    }

    /** No least hydration time; lag every second. */
    public static WorkSettings defaults() {
        return new WorkSettings(Duration.ZERO, Duration.ofSeconds(1), 3, Duration.ofMinutes(10), Duration.ofMillis(50));
    }

    /** The same with another least hydration time. */
    public WorkSettings withHydrationTime(Duration time) {
        return new WorkSettings(time, lagInterval, evaluations, evaluationLimit, sinkPause);
    }

    /** The same with lag recorded at another interval. */
    public WorkSettings withLagInterval(Duration interval) {
        return new WorkSettings(hydrationTime, interval, evaluations, evaluationLimit, sinkPause);
    }
}

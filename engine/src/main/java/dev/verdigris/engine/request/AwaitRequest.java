package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.readiness.ReadinessPolicy;

/**
 * Waits for the staged side to become ready.
 *
 * @param policy what counts as ready
 * @param timeout how long to wait at most; zero looks once
 */
public record AwaitRequest(ReadinessPolicy policy, Duration timeout) {

    /** The default policy, for at most half an hour. */
    public static final AwaitRequest DEFAULT = new AwaitRequest(ReadinessPolicy.DEFAULT, Duration.ofMinutes(30));

    /** The same with another limit. */
    public AwaitRequest withTimeout(Duration limit) {
        return new AwaitRequest(policy, limit);
    }

    /** The same with another policy. */
    public AwaitRequest withPolicy(ReadinessPolicy other) {
        return new AwaitRequest(other, timeout);
    }
}

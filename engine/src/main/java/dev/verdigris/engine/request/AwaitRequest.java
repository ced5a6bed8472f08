package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.readiness.Policy;

/**
 * Waits for the staged side to become ready.
 *
 * @param policy what counts as ready
 * @param timeout how long to wait at most; zero looks once
 */
public record AwaitRequest(Policy policy, Duration timeout) {

    /** The default policy, for at most half an hour. */
    public static final AwaitRequest DEFAULT = new AwaitRequest(Policy.DEFAULT, Duration.ofMinutes(30));

    /** The same with another limit. */
    public AwaitRequest withTimeout(Duration limit) {
        return new AwaitRequest(policy, limit);
    }

    /** The same with another policy. */
    public AwaitRequest withPolicy(Policy other) {
        return new AwaitRequest(other, timeout);
    }
}

package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.readiness.ReadinessPolicy;

/**
 * Waits for the staged side to become ready.
 *
 * @param policy the definition of ready
 * @param timeout the longest wait; zero means one reading without a wait
 */
public record AwaitRequest(ReadinessPolicy policy, Duration timeout) {

    /** The default policy and the default limit. */
    public static final AwaitRequest DEFAULT = new AwaitRequest(ReadinessPolicy.DEFAULT, Defaults.READY_TIMEOUT);

    /** The same with a definition of ready. */
    public AwaitRequest withPolicy(ReadinessPolicy ready) {
        return new AwaitRequest(ready, timeout);
    }

    /** The same with a longest wait. */
    public AwaitRequest withTimeout(Duration limit) {
        return new AwaitRequest(policy, limit);
    }
}

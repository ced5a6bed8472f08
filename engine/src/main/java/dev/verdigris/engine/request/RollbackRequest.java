package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.readiness.ReadinessPolicy;

/**
 * Makes the previous side live again.
 *
 * @param policy the definition of ready, for the previous side right before the swap
 * @param window how long after the promotion no consent is needed
 * @param sinkTimeout the limit for re-pointing one sink, and for the wait until the sinks run
 * @param dryRun see {@link VerbRequest#dryRun}
 * @param accept see {@link VerbRequest#accept}
 */
public record RollbackRequest(
        ReadinessPolicy policy, Duration window, Duration sinkTimeout, boolean dryRun, Consents accept)
        implements VerbRequest {

    /** All guardrails, the default window, the default limit for each sink. */
    public static final RollbackRequest DEFAULT = new RollbackRequest(
            ReadinessPolicy.DEFAULT, Defaults.ROLLBACK_WINDOW, Defaults.SINK_TIMEOUT, false, Consents.NONE);

    /** The same with a definition of ready. */
    public RollbackRequest withPolicy(ReadinessPolicy ready) {
        return new RollbackRequest(ready, window, sinkTimeout, dryRun, accept);
    }

    /** The same with a window. */
    public RollbackRequest withWindow(Duration time) {
        return new RollbackRequest(policy, time, sinkTimeout, dryRun, accept);
    }

    /** The same with a limit for re-pointing one sink. */
    public RollbackRequest withSinkTimeout(Duration limit) {
        return new RollbackRequest(policy, window, limit, dryRun, accept);
    }

    @Override
    public RollbackRequest withDryRun(boolean value) {
        return new RollbackRequest(policy, window, sinkTimeout, value, accept);
    }

    @Override
    public RollbackRequest withAccept(Consents consents) {
        return new RollbackRequest(policy, window, sinkTimeout, dryRun, accept.and(consents));
    }
}

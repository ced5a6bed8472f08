package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.ReadinessPolicy;

/**
 * Makes the staged side live, or completes what a promotion left behind.
 *
 * @param awaiting waits for readiness first, if given
 * @param policy what counts as ready when it is looked at right before the swap
 * @param skipReadiness whether readiness shall not matter
 * @param adopt whether a suffixed side without a lock schema shall be taken for staged even though it is older than the
 *     live one; a newer one is adopted anyway
 * @param followUpOnly whether a swap is out of the question, because it was found done before; nothing is awaited then
 * @param sinkTimeout the limit for re-pointing one sink
 * @param dryRun whether the server shall only confirm the swap, within a transaction that is rolled back
 * @param accept problems that shall only warn
 */
public record PromoteRequest(
        Optional<AwaitRequest> awaiting,
        ReadinessPolicy policy,
        boolean skipReadiness,
        boolean adopt,
        boolean followUpOnly,
        Duration sinkTimeout,
        boolean dryRun,
        Set<ProblemCode> accept)
        implements VerbRequest {

    /** All guardrails, no waiting, one minute per sink. */
    public static final PromoteRequest DEFAULT = new PromoteRequest(
            Optional.empty(), ReadinessPolicy.DEFAULT, false, false, false, Duration.ofMinutes(1), false, Set.of());

    public PromoteRequest {
        accept = Set.copyOf(accept);
    }

    /** The same, confirmed by the server but not carried out. */
    public PromoteRequest asDryRun() {
        return new PromoteRequest(awaiting, policy, skipReadiness, adopt, followUpOnly, sinkTimeout, true, accept);
    }

    /** The same, waiting for readiness first. */
    public PromoteRequest waiting(AwaitRequest request) {
        return new PromoteRequest(
                Optional.of(request),
                request.policy(),
                skipReadiness,
                adopt,
                followUpOnly,
                sinkTimeout,
                dryRun,
                accept);
    }

    /** The same with readiness left out of account. */
    public PromoteRequest skippingReadiness() {
        return new PromoteRequest(awaiting, policy, true, adopt, followUpOnly, sinkTimeout, dryRun, accept);
    }

    /** The same, taking a side without lock schema for staged. */
    public PromoteRequest adopting() {
        return new PromoteRequest(awaiting, policy, skipReadiness, true, followUpOnly, sinkTimeout, dryRun, accept);
    }

    /** The same without a swap: only what a promotion left behind is completed. */
    public PromoteRequest followingUpOnly() {
        return new PromoteRequest(Optional.empty(), policy, skipReadiness, adopt, true, sinkTimeout, dryRun, accept);
    }

    /** The same with another limit per sink. */
    public PromoteRequest withSinkTimeout(Duration limit) {
        return new PromoteRequest(awaiting, policy, skipReadiness, adopt, followUpOnly, limit, dryRun, accept);
    }

    /** The same, with problems that shall only warn. */
    public PromoteRequest accepting(Set<ProblemCode> codes) {
        return new PromoteRequest(awaiting, policy, skipReadiness, adopt, followUpOnly, sinkTimeout, dryRun, codes);
    }
}

package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.ReadinessPolicy;

/**
 * Makes the previous side live again.
 *
 * @param policy what counts as ready of the previous side when it is looked at right before the swap
 * @param sinkTimeout the limit for re-pointing one sink
 * @param dryRun whether the server shall only confirm the swap, within a transaction that is rolled back
 * @param accept problems that shall only warn
 */
public record RollbackRequest(ReadinessPolicy policy, Duration sinkTimeout, boolean dryRun, Set<ProblemCode> accept)
        implements VerbRequest {

    /** All guardrails, one minute per sink. */
    public static final RollbackRequest DEFAULT =
            new RollbackRequest(ReadinessPolicy.DEFAULT, Duration.ofMinutes(1), false, Set.of());

    public RollbackRequest {
        accept = Set.copyOf(accept);
    }

    /** The same, confirmed by the server but not carried out. */
    public RollbackRequest asDryRun() {
        return new RollbackRequest(policy, sinkTimeout, true, accept);
    }

    /** The same, with problems that shall only warn. */
    public RollbackRequest accepting(Set<ProblemCode> codes) {
        return new RollbackRequest(policy, sinkTimeout, dryRun, codes);
    }
}

package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;

/**
 * Makes the retired side live again.
 *
 * @param sinkTimeout the limit for re-pointing one sink
 * @param dryRun whether the server shall only confirm the swap, within a transaction that is rolled back
 * @param accept problems that shall only warn
 */
public record RollbackRequest(Duration sinkTimeout, boolean dryRun, Set<ProblemCode> accept) implements VerbRequest {

    /** All guardrails, one minute per sink. */
    public static final RollbackRequest DEFAULT = new RollbackRequest(Duration.ofMinutes(1), false, Set.of());

    public RollbackRequest {
        accept = Set.copyOf(accept);
    }

    /** The same, confirmed by the server but not carried out. */
    public RollbackRequest asDryRun() {
        return new RollbackRequest(sinkTimeout, true, accept);
    }

    /** The same, with problems that shall only warn. */
    public RollbackRequest accepting(Set<ProblemCode> codes) {
        return new RollbackRequest(sinkTimeout, dryRun, codes);
    }
}

package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;

/**
 * Drops the staged side of a deployment that was never promoted.
 *
 * @param adopt whether an unmarked suffixed side may be taken for the staged one
 * @param drainTimeout how long to wait for running SUBSCRIBEs on its clusters
 * @param forceDrain whether to go on when they still run then
 * @param dryRun whether to show the plan only
 * @param accept problems that shall only warn
 */
public record AbortRequest(
        boolean adopt, Duration drainTimeout, boolean forceDrain, boolean dryRun, Set<ProblemCode> accept)
        implements VerbRequest {

    /** Waits up to a minute for subscriptions and then refuses. */
    public static final AbortRequest DEFAULT = new AbortRequest(false, Duration.ofMinutes(1), false, false, Set.of());

    public AbortRequest {
        accept = Set.copyOf(accept);
    }

    /** The same, only shown. */
    public AbortRequest asDryRun() {
        return new AbortRequest(adopt, drainTimeout, forceDrain, true, accept);
    }

    /** The same, taking a side without lock schema for its own. */
    public AbortRequest adopting() {
        return new AbortRequest(true, drainTimeout, forceDrain, dryRun, accept);
    }

    /** The same with another limit for running subscriptions. */
    public AbortRequest withDrain(Duration limit, boolean force) {
        return new AbortRequest(adopt, limit, force, dryRun, accept);
    }
}

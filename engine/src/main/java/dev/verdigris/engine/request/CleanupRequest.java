package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;

/**
 * Drops the previous side after a promotion.
 *
 * @param adopt whether an unmarked suffixed side may be taken for the previous one
 * @param drainTimeout how long to wait for running SUBSCRIBEs on its clusters
 * @param forceDrain whether to go on when they still run then
 * @param dryRun whether to show the plan only
 * @param accept problems that shall only warn
 */
public record CleanupRequest(
        boolean adopt, Duration drainTimeout, boolean forceDrain, boolean dryRun, Set<ProblemCode> accept)
        implements VerbRequest {

    /** Waits up to a minute for subscriptions and then refuses. */
    public static final CleanupRequest DEFAULT =
            new CleanupRequest(false, Duration.ofMinutes(1), false, false, Set.of());

    public CleanupRequest {
        accept = Set.copyOf(accept);
    }

    /** The same, only shown. */
    public CleanupRequest asDryRun() {
        return new CleanupRequest(adopt, drainTimeout, forceDrain, true, accept);
    }

    /** The same, taking a side without lock schema for its own. */
    public CleanupRequest adopting() {
        return new CleanupRequest(true, drainTimeout, forceDrain, dryRun, accept);
    }

    /** The same with another limit for running subscriptions. */
    public CleanupRequest withDrain(Duration limit, boolean force) {
        return new CleanupRequest(adopt, limit, force, dryRun, accept);
    }
}

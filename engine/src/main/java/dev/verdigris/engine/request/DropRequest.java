package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.consent.Consents;

/**
 * Drops the suffixed side: the staged one that was never promoted (abort), or the previous one (cleanup).
 *
 * @param side the side to drop; the request is refused if the suffixed side is the other one
 * @param adopt whether a suffixed side without a lock schema counts as {@code side}
 * @param drainTimeout the longest wait for running SUBSCRIBEs on its clusters
 * @param forceDrain whether the side is dropped even if SUBSCRIBEs still run after that time
 * @param dryRun see {@link VerbRequest#dryRun}
 * @param accept see {@link VerbRequest#accept}
 */
public record DropRequest(
        Side side, boolean adopt, Duration drainTimeout, boolean forceDrain, boolean dryRun, Consents accept)
        implements VerbRequest {

    /** Drops a staged side. If subscriptions still run after the default time, it refuses. */
    public static final DropRequest STAGED = of(Side.STAGED);

    /** Drops the previous side. If subscriptions still run after the default time, it refuses. */
    public static final DropRequest PREVIOUS = of(Side.PREVIOUS);

    /** The kinds of suffixed sides. */
    public enum Side {
        /** It was never promoted. */
        STAGED,
        /** It was live before the promotion. */
        PREVIOUS
    }

    /** A request with the defaults. */
    public static DropRequest of(Side side) {
        return new DropRequest(side, false, Defaults.DRAIN_TIMEOUT, false, false, Consents.NONE);
    }

    /** The same, adopting a suffixed side without a lock schema. */
    public DropRequest withAdopt(boolean value) {
        return new DropRequest(side, value, drainTimeout, forceDrain, dryRun, accept);
    }

    /** The same with a longest wait for SUBSCRIBEs. */
    public DropRequest withDrainTimeout(Duration limit) {
        return new DropRequest(side, adopt, limit, forceDrain, dryRun, accept);
    }

    /** The same, dropping even if SUBSCRIBEs still run. */
    public DropRequest withForceDrain(boolean value) {
        return new DropRequest(side, adopt, drainTimeout, value, dryRun, accept);
    }

    @Override
    public DropRequest withDryRun(boolean value) {
        return new DropRequest(side, adopt, drainTimeout, forceDrain, value, accept);
    }

    @Override
    public DropRequest withAccept(Consents consents) {
        return new DropRequest(side, adopt, drainTimeout, forceDrain, dryRun, accept.and(consents));
    }
}

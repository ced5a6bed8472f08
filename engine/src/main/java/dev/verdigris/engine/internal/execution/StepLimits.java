package dev.verdigris.engine.internal.execution;

import java.time.Duration;

import dev.verdigris.engine.request.Defaults;

/**
 * The limits of steps that wait for an event which may never come.
 *
 * @param sink the limit for re-pointing one sink
 * @param drain the limit for running SUBSCRIBEs to end
 * @param forceDrain whether to continue if they have not ended within the limit
 */
public record StepLimits(Duration sink, Duration drain, boolean forceDrain) {

    /** The limits for plans without a wait. */
    public static final StepLimits NONE = sinks(Defaults.SINK_TIMEOUT);

    /** The limits for plans that re-point sinks. */
    public static StepLimits sinks(Duration limit) {
        return new StepLimits(limit, Duration.ZERO, false);
    }
}

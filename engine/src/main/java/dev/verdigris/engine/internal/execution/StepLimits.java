package dev.verdigris.engine.internal.execution;

import java.time.Duration;

import dev.verdigris.engine.request.Defaults;

/**
 * The limits of steps that wait for something which may never come.
 *
 * @param sink for re-pointing one sink
 * @param drain for running SUBSCRIBEs to end
 * @param forceDrain whether to go on when they have not ended by then
 */
public record StepLimits(Duration sink, Duration drain, boolean forceDrain) {

    /** For plans in which nothing waits. */
    public static final StepLimits NONE = sinks(Defaults.SINK_TIMEOUT);

    /** For plans that re-point sinks. */
    public static StepLimits sinks(Duration limit) {
        return new StepLimits(limit, Duration.ZERO, false);
    }
}

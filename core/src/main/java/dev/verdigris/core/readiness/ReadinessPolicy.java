package dev.verdigris.core.readiness;

import java.time.Duration;

/**
 * What counts as ready.
 *
 * @param maxLag the lag that is good enough whatever the live counterpart does
 * @param lagMargin how much more than its live counterpart an object may lag: a stalled upstream holds back both
 * @param stableFor how long everything must have been ready without a break
 * @param crashes after how many crashes within {@code crashWindow} a replica that is not hydrated is given up
 * @param crashWindow how far to look back for crashes
 */
public record ReadinessPolicy(
        Duration maxLag, Duration lagMargin, Duration stableFor, int crashes, Duration crashWindow) {

    /**
     * The defaults. The server records lag at a resolution of one second and as the worst of a minute, so a limit of
     * one second sits within its rounding; five seconds are above the noise and below what a reader would call stale.
     * Three crashes are what the server's own upgrades call a loop.
     */
    public static final ReadinessPolicy DEFAULT =
            new ReadinessPolicy(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO, 3, Duration.ofMinutes(30));
}

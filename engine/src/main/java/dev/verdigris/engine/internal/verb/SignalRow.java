package dev.verdigris.engine.internal.verb;

import java.time.Duration;

/**
 * Signals that came one after the other, and the distance that the next one must keep. The first ones of a row are
 * answered almost at once, because what becomes ready changes several rows in a moment. The distance doubles until it is
 * as long as a reading. So readings after signals take at most half of the time, also on a slow server.
 *
 * @param length the number of signals; 0 after a time without one
 */
record SignalRow(int length) {

    /** No signal. */
    static final SignalRow NONE = new SignalRow(0);

    private static final Duration FIRST = Duration.ofMillis(25);

    /** What a reading costs the server that was measured (ADR 35). The client may get its answer sooner. */
    private static final Duration COST = Duration.ofMillis(200);

    private static final int MOST_DOUBLINGS = 20;

    /** The pause before the next signal, after a reading that took so long. */
    Duration distance(Duration took) {
        return length == 0
                ? Duration.ZERO
                : shorter(FIRST.multipliedBy(1L << Math.min(length - 1, MOST_DOUBLINGS)), full(took));
    }

    /** The row with a signal that was waited for so long after the distance. After a long time it begins a new row. */
    SignalRow after(Duration waited, Duration took) {
        return new SignalRow(waited.compareTo(full(took)) > 0 ? 1 : length + 1);
    }

    private static Duration full(Duration took) {
        return took.compareTo(COST) > 0 ? took : COST;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package dev.verdigris.core.text;

import java.time.Duration;

/** Writes lengths of time for people. */
public final class DurationText {

    private DurationText() {}

    /**
     * A length of time with at most two units: {@code 85 ms}, {@code 3.4 s}, {@code 12 s}, {@code 2 min 5 s},
     * {@code 1 h 5 min}. Smaller units are cut off.
     */
    public static String of(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            int tenths = length.toMillisPart() / 100;
            return length.toSeconds() + (tenths == 0 ? "" : "." + tenths) + " s";
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return length.toMinutes() + " min " + length.toSecondsPart() + " s";
        }
        return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
}

package dev.verdigris.core.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time as text, such as {@code 2026-02-01T10:00:00Z}: to the second, because nobody reads the rest. */
public final class TimeText {

    private TimeText() {}

    /** The time in words. */
    public static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

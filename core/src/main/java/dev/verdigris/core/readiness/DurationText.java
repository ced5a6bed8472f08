package dev.verdigris.core.readiness;

import java.time.Duration;

/** How readiness words durations. */
final class DurationText {

    private DurationText() {}

    /** A duration as people say it: {@code 1 h 5 min}, {@code 12 s}, {@code 300 ms}. */
    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}

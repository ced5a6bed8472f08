package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.text.DurationText;

/**
 * How old the contents of an object are.
 *
 * @param time the age by its write frontier
 * @param live the age of its live counterpart, if it decides or explains
 */
public record Lag(Duration time, Optional<Duration> live) {

    /** The age in words, as the end of a sentence about the object. */
    public String text() {
        return "lags by " + DurationText.of(time)
                + live.map(other -> ", its live counterpart by " + DurationText.of(other))
                        .orElse("");
    }
}

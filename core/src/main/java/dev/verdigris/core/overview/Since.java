package dev.verdigris.core.overview;

import java.time.Duration;
import java.time.Instant;

import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.TimeText;

/**
 * Since when something is as it is.
 *
 * @param at the time
 * @param exact whether it began then; otherwise it began later, and nothing shows when
 * @param age the time since then
 */
public record Since(Instant at, boolean exact, Duration age) {

    static Since exactly(Instant at, Instant now) {
        return new Since(at, true, age(at, now));
    }

    static Since after(Instant at, Instant now) {
        return new Since(at, false, age(at, now));
    }

    /** The clock of the machine that wrote the time can be ahead. */
    private static Duration age(Instant at, Instant now) {
        return now.isBefore(at) ? Duration.ZERO : Duration.between(at, now);
    }

    /** The same without its age, which grows although nothing changes. */
    Since ageless() {
        return new Since(at, exact, Duration.ZERO);
    }

    /** It in a few words, to follow a comma. */
    String text() {
        return exact
                ? "since " + TimeText.of(at) + ", for " + DurationText.of(age)
                : "since some time after " + TimeText.of(at) + ", for at most " + DurationText.of(age);
    }
}

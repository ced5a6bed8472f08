package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.DurationText;

/**
 * What one object need not fulfil to count as ready. It concerns no other object, so what reads the object is still
 * waited for.
 *
 * @param object the name that the object has, or will have, on the live side
 * @param lag the lag that it may have; empty means that it is not waited for at all
 * @param reason why, in the words of the user
 */
public record Exemption(ObjectName object, Optional<Duration> lag, String reason) {

    /** The exemption in one sentence. */
    String sentence() {
        return object
                + lag.map(limit -> " may lag by " + DurationText.of(limit)).orElse(" is not waited for") + ": "
                + reason + ".";
    }
}

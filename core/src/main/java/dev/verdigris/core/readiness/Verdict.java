package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Optional;

/** What is judged of one object. */
public sealed interface Verdict {

    /**
     * It may go live.
     *
     * @param because what makes sure of it, in a few words
     */
    record Ready(String because) implements Verdict {}

    /**
     * It may become ready by waiting.
     *
     * @param reason what it waits for
     * @param remaining an estimate of the time left, from what the live counterpart took; empty if there is no ground for one
     */
    record Waiting(String reason, Optional<Duration> remaining) implements Verdict {}

    /**
     * Waiting will not help.
     *
     * @param reason why
     */
    record Failed(String reason) implements Verdict {}
}

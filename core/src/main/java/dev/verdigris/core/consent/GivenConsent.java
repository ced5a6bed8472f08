package dev.verdigris.core.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * A consent that a verb has used, as the deployment keeps it.
 *
 * @param code the code of the problem as text, because a later version may have written it
 * @param subject what the problem was about, as text; empty if it was about the whole deployment
 * @param reason why it was accepted
 * @param by the name of the role that ran the verb
 * @param at the time of the run
 */
public record GivenConsent(String code, Optional<String> subject, String reason, String by, Instant at) {

    /** Whether it says the same as one of another time. */
    public boolean isAgain(GivenConsent other) {
        return equals(new GivenConsent(other.code, other.subject, other.reason, other.by, at));
    }
}

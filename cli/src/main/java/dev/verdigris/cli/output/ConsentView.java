package dev.verdigris.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.text.TimeText;

/**
 * A consent that a verb has used, in the form in which it is shown.
 *
 * @param code the code of the problem
 * @param name what the problem was about, if it was not about the whole deployment
 * @param reason why it was accepted
 * @param role the role that ran the verb
 * @param at the time of the run
 */
public record ConsentView(String code, Optional<String> name, String reason, String role, Instant at) {

    static List<ConsentView> all(List<GivenConsent> consents) {
        return consents.stream()
                .map(given -> new ConsentView(given.code(), given.subject(), given.reason(), given.by(), given.at()))
                .toList();
    }

    /** Code, name and reason on one line. */
    String words() {
        return (code + name.map(of -> " of " + of).orElse("") + ": " + reason).replaceAll("\\R+", " ");
    }

    /** The same with role and time. */
    String line() {
        return words() + " (" + role + ", " + TimeText.of(at) + ")";
    }
}

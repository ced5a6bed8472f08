package dev.verdigris.core.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;

/**
 * The user's word that one problem shall not stop a verb.
 *
 * @param code the code of the problem; it is {@linkplain ProblemCode#acceptable acceptable}
 * @param subject what the problem is about. A consent without one to a code
 *     {@linkplain ProblemCode#hasSubject that needs one} covers nothing, and so does one with a subject to a code that
 *     has none
 * @param reason why it is accepted; the deployment keeps it
 * @param expires the last day on which it counts, in UTC; empty if it counts for ever
 */
public record Consent(ProblemCode code, Optional<Subject> subject, String reason, Optional<LocalDate> expires) {

    /** The most characters of a reason. */
    public static final int LONGEST_REASON = 500;

    public Consent {
        if (!code.acceptable()) {
            throw new IllegalArgumentException(code.code() + " cannot be accepted");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
        }
    }

    /** A consent about the whole deployment that counts for ever. */
    public static Consent to(ProblemCode code, String reason) {
        return new Consent(code, Optional.empty(), reason, Optional.empty());
    }

    /** A consent about one thing that counts for ever. */
    public static Consent to(ProblemCode code, Subject subject, String reason) {
        return new Consent(code, Optional.of(subject), reason, Optional.empty());
    }

    /** Whether it is the consent that a problem asks for. */
    boolean answers(Fix.Consent asked) {
        return code == asked.code() && subject.equals(asked.subject());
    }

    /** Whether its last day is over. */
    public boolean isExpired(Instant now) {
        return expires.filter(last -> LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(last))
                .isPresent();
    }

    /** Whether it names a subject exactly if its code needs one. Otherwise it covers nothing. */
    public boolean isNarrow() {
        return code.hasSubject() == subject.isPresent();
    }

    /** Code and subject, such as {@code VG-INCOMPLETE of materialize.public.orders}. */
    public String words() {
        return code.code() + subject.map(of -> " of " + of).orElse("");
    }
}

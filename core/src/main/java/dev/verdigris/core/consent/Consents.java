package dev.verdigris.core.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;

/**
 * The consents of a request.
 *
 * @param all each of them, in the order in which they were given
 */
public record Consents(List<Consent> all) {

    /** No consent. */
    public static final Consents NONE = new Consents(List.of());

    public Consents {
        all = List.copyOf(all);
    }

    /** These consents. */
    public static Consents of(Consent... consents) {
        return new Consents(Arrays.asList(consents));
    }

    /** One consent about the whole deployment. */
    public static Consents to(ProblemCode code, String reason) {
        return of(Consent.to(code, reason));
    }

    /** One consent about one thing. */
    public static Consents to(ProblemCode code, Subject subject, String reason) {
        return of(Consent.to(code, subject, reason));
    }

    /** These and others. */
    public Consents and(Consents others) {
        return new Consents(Stream.concat(all.stream(), others.all.stream()).toList());
    }

    /** Those that count at a time. */
    public Consents at(Instant now) {
        return new Consents(
                all.stream().filter(consent -> !consent.isExpired(now)).toList());
    }

    /** Whether one of them is about the whole deployment and to this code. */
    public boolean has(ProblemCode code) {
        return all.stream()
                .anyMatch(consent -> consent.code() == code && consent.subject().isEmpty() && consent.isNarrow());
    }

    /** Whether one of them ends a problem. */
    public boolean cover(Problem problem) {
        return covering(problem).isPresent();
    }

    private Optional<Consent> covering(Problem problem) {
        return problem.fix()
                .consents()
                .flatMap(asked -> all.stream().filter(consent -> consent.answers(asked)))
                .findFirst();
    }

    /**
     * What they were used for, in the order of the problems.
     *
     * @param accepted the problems that did not stop the verb
     * @param role the name of the role that runs the verb
     * @param now the time of the run
     */
    public List<GivenConsent> used(Collection<Problem> accepted, String role, Instant now) {
        Set<Consent> used = new LinkedHashSet<>();
        accepted.forEach(problem -> covering(problem).ifPresent(used::add));
        return used.stream()
                .map(consent -> new GivenConsent(
                        consent.code().code(), consent.subject().map(Subject::toString), consent.reason(), role, now))
                .toList();
    }

    /**
     * Facts about consents that have no effect, one sentence each.
     *
     * @param found all problems that the guardrails of the verb found, accepted or not
     * @param asked the codes that the verb has asked for
     * @param now the time of the run
     */
    public List<String> notes(Collection<Problem> found, Collection<ProblemCode> asked, Instant now) {
        List<String> notes = new ArrayList<>();
        for (Consent consent : all) {
            boolean answers =
                    found.stream().flatMap(problem -> problem.fix().consents()).anyMatch(consent::answers);
            if (!consent.isNarrow()) {
                notes.add(notNarrow(consent));
            } else if (consent.isExpired(now)) {
                notes.add("The consent to " + consent.words() + " does not count: its last day was "
                        + consent.expires().orElseThrow() + ".");
            } else if (asked.contains(consent.code()) && !answers) {
                notes.add("The consent to " + consent.words() + " matches no problem.");
            }
        }
        return notes.stream().distinct().toList();
    }

    private static String notNarrow(Consent consent) {
        return consent.code().hasSubject()
                ? "The consent to " + consent.words()
                        + " does not count: it must name what it is about. Each problem of"
                        + " this code shows its consent."
                : "The consent to " + consent.words() + " does not count: a problem of this code is about the whole"
                        + " deployment, so its consent has no name.";
    }
}

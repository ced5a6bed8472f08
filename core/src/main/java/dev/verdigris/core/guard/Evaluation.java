package dev.verdigris.core.guard;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The evaluation of one guardrail.
 *
 * @param guardrail the guardrail
 * @param result its result
 */
public record Evaluation(Guardrail guardrail, Result result) {

    /** The result of a guardrail. */
    public sealed interface Result {

        /** The problems that stop the verb, sorted. */
        default List<Problem> problems() {
            return List.of();
        }

        /** The problems that do not stop the verb, sorted. */
        default List<Problem> accepted() {
            return List.of();
        }
    }

    /** The guardrail was asked and found no problem. */
    public record Passed() implements Result {}

    /** The guardrail stops the verb because of at least one problem. */
    public record Refused(List<Problem> problems, List<Problem> accepted) implements Result {

        public Refused {
            problems = List.copyOf(problems);
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * The guardrail found at least one problem, and none stops the verb: the user accepts them, or the verb is past
     * the point at which they could stop it.
     */
    public record Warned(List<Problem> accepted) implements Result {

        public Warned {
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * The guardrail was not asked, because its question does not arise.
     *
     * @param reason why it was not asked, as the end of a sentence
     */
    public record NotApplicable(String reason) implements Result {}

    /** The guardrail was not asked, because another one had stopped the verb. Its answer is unknown. */
    public record NotReached() implements Result {}

    /** Whether the guardrail was asked. Otherwise its answer is unknown, or its question does not arise. */
    public boolean wasAsked() {
        return !(result instanceof NotApplicable || result instanceof NotReached);
    }

    /** The problems that stop the verb, sorted. */
    public static List<Problem> problems(Collection<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(each -> each.result().problems().stream())
                .sorted()
                .toList();
    }

    /** The problems that do not stop the verb, sorted. */
    public static List<Problem> warnings(Collection<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(each -> each.result().accepted().stream())
                .sorted()
                .toList();
    }

    /** Facts about consents that have no effect, one sentence each. */
    public static List<String> unused(Consents consents, Collection<Evaluation> evaluations, Instant now) {
        List<Problem> found = Stream.concat(problems(evaluations).stream(), warnings(evaluations).stream())
                .toList();
        List<ProblemCode> asked = evaluations.stream()
                .filter(Evaluation::wasAsked)
                .flatMap(each -> each.guardrail().codes().stream())
                .toList();
        return consents.notes(found, asked, now);
    }

    /** The evaluations of a verb, with problems that were found later: their guardrails refuse. */
    public static List<Evaluation> refusing(Collection<Evaluation> evaluations, Collection<Problem> found) {
        return evaluations.stream()
                .map(each -> {
                    List<Problem> own = found.stream()
                            .filter(problem -> each.guardrail().codes().contains(problem.code()))
                            .toList();
                    return own.isEmpty()
                            ? each
                            : new Evaluation(
                                    each.guardrail(),
                                    new Refused(own, each.result().accepted()));
                })
                .toList();
    }

    /**
     * One evaluation for each guardrail that several verbs have asked about the same moment: the problems of all of
     * them. A problem that stops one verb is not also an accepted one.
     */
    public static List<Evaluation> together(Collection<Evaluation> all) {
        Map<Guardrail, Evaluation> together = new EnumMap<>(Guardrail.class);
        all.forEach(each -> together.merge(each.guardrail(), each, Evaluation::and));
        return List.copyOf(together.values());
    }

    private Evaluation and(Evaluation other) {
        if (!wasAsked() || !other.wasAsked()) {
            return wasAsked() ? this : other;
        }
        SortedSet<Problem> problems = new TreeSet<>(result.problems());
        problems.addAll(other.result.problems());
        SortedSet<Problem> accepted = new TreeSet<>(result.accepted());
        accepted.addAll(other.result.accepted());
        accepted.removeAll(problems);
        if (!problems.isEmpty()) {
            return new Evaluation(guardrail, new Refused(List.copyOf(problems), List.copyOf(accepted)));
        }
        return new Evaluation(guardrail, accepted.isEmpty() ? new Passed() : new Warned(List.copyOf(accepted)));
    }

    /** One evaluation for each guardrail of several verbs: the evaluation of the last verb that asked it. */
    public static List<Evaluation> latest(Collection<Evaluation> inOrder) {
        Map<Guardrail, Evaluation> latest = new EnumMap<>(Guardrail.class);
        for (Evaluation each : inOrder) {
            latest.merge(each.guardrail(), each, (old, next) -> next.wasAsked() ? next : old);
        }
        return List.copyOf(latest.values());
    }
}

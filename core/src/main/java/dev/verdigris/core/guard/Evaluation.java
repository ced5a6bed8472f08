package dev.verdigris.core.guard;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Problem;

/**
 * What came of one guardrail.
 *
 * @param guardrail the guardrail
 * @param result its result
 */
public record Evaluation(Guardrail guardrail, Result result) {

    /** The result of a guardrail. */
    public sealed interface Result {}

    /** It was asked and found no problem. */
    public record Passed() implements Result {}

    /**
     * It stops the verb.
     *
     * @param problems the problems that stop it, sorted; at least one
     * @param accepted further problems of the same guardrail that would not stop it, sorted
     */
    public record Refused(List<Problem> problems, List<Problem> accepted) implements Result {

        public Refused {
            problems = List.copyOf(problems);
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * It found problems, and none of them stops the verb: the user accepts them, or the verb is past the point at which
     * they could stop it.
     *
     * @param problems the problems, sorted; at least one
     */
    public record Consented(List<Problem> problems) implements Result {

        public Consented {
            problems = List.copyOf(problems);
        }
    }

    /**
     * It was not asked.
     *
     * @param reason why not, as the end of a sentence
     */
    public record NotApplicable(String reason) implements Result {}

    /** The problems that stop the verb, sorted. */
    public static List<Problem> problems(Collection<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(each -> each.result() instanceof Refused refused
                        ? refused.problems().stream()
                        : Stream.empty())
                .sorted()
                .toList();
    }

    /** The problems that do not stop the verb, sorted. */
    public static List<Problem> warnings(Collection<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(each -> switch (each.result()) {
                    case Refused refused -> refused.accepted().stream();
                    case Consented consented -> consented.problems().stream();
                    case Passed passed -> Stream.<Problem>empty();
                    case NotApplicable notApplicable -> Stream.<Problem>empty();
                })
                .sorted()
                .toList();
    }
}

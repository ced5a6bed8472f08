package dev.verdigris.cli.output;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.text.Kebab;

/**
 * The evaluation of a guardrail in the form in which it is shown.
 *
 * @param id the id of the guardrail
 * @param title its title
 * @param question the question that the verb asks
 * @param result the result, in kebab case
 * @param reason the reason why it does not apply, if it does not
 * @param codes the codes of its problems, each once
 */
public record GuardrailView(
        String id, String title, String question, String result, Optional<String> reason, List<String> codes) {

    /** The order of the results: those that need attention come first. */
    private static final List<String> RESULTS = List.of("refused", "warned", "passed", "not-reached", "not-applicable");

    /** In the order of the results. */
    public static final Comparator<GuardrailView> BY_RESULT =
            Comparator.comparingInt(guardrail -> RESULTS.indexOf(guardrail.result()));

    static GuardrailView of(Evaluation evaluation) {
        Evaluation.Result result = evaluation.result();
        return new GuardrailView(
                evaluation.guardrail().id(),
                evaluation.guardrail().title(),
                evaluation.guardrail().question(),
                Kebab.of(result.getClass()),
                result instanceof Evaluation.NotApplicable skipped ? Optional.of(skipped.reason()) : Optional.empty(),
                Stream.concat(result.problems().stream(), result.accepted().stream())
                        .map(problem -> problem.code().code())
                        .distinct()
                        .toList());
    }

    /** The number of guardrails with each result, in a few words, such as {@code 1 warned, 14 passed}. */
    public static String summary(List<GuardrailView> guardrails) {
        List<String> all = guardrails.stream().map(GuardrailView::words).toList();
        return RESULTS.stream()
                .map(GuardrailView::words)
                .filter(all::contains)
                .map(words -> Collections.frequency(all, words) + " " + words)
                .collect(Collectors.joining(", "));
    }

    /** The result in words. */
    public String words() {
        return words(result);
    }

    private static String words(String result) {
        return result.replace('-', ' ');
    }

    /** One line: the result and the title, with the codes, or with the reason why it does not apply. */
    String line() {
        String more =
                reason.map(why -> ": " + why).orElse(codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")");
        return String.format(Locale.ROOT, "%-16s%s", words(), title + more);
    }
}

package dev.verdigris.cli.output;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.text.Kebab;

/** The evaluation of a guardrail in the form in which it is shown. */
record GuardrailView(Evaluation evaluation) {

    /** The order of the results: those that need attention come first. */
    private static final List<String> RESULTS = List.of("refused", "consented", "passed", "not-applicable");

    /** In the order of the results. */
    static final Comparator<GuardrailView> BY_RESULT =
            Comparator.comparingInt(guardrail -> RESULTS.indexOf(guardrail.result()));

    /** The number of guardrails with each result, in a few words, such as {@code 1 consented, 14 passed}. */
    static String summary(List<GuardrailView> guardrails) {
        List<String> all = guardrails.stream().map(GuardrailView::result).toList();
        return RESULTS.stream()
                .filter(all::contains)
                .map(result -> Collections.frequency(all, result) + " " + words(result))
                .collect(Collectors.joining(", "));
    }

    private String result() {
        return Kebab.of(evaluation.result().getClass());
    }

    private static String words(String result) {
        return result.replace('-', ' ');
    }

    /** The codes of its problems, each once. */
    private List<String> codes() {
        return Stream.concat(evaluation.result().problems().stream(), evaluation.result().accepted().stream())
                .map(problem -> problem.code().code())
                .distinct()
                .toList();
    }

    /** One line: the result and the title, with the codes, or with the reason why it was not asked. */
    String line() {
        String more = evaluation.result() instanceof Evaluation.NotApplicable skipped
                ? ": " + skipped.reason()
                : codes().isEmpty() ? "" : " (" + String.join(", ", codes()) + ")";
        return String.format(
                Locale.ROOT, "%-16s%s", words(result()), evaluation.guardrail().title() + more);
    }

    /** Writes it as an object. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", evaluation.guardrail().id());
        json.writeStringField("title", evaluation.guardrail().title());
        json.writeStringField("question", evaluation.guardrail().question());
        json.writeStringField("result", result());
        if (evaluation.result() instanceof Evaluation.NotApplicable skipped) {
            json.writeStringField("reason", skipped.reason());
        }
        if (!codes().isEmpty()) {
            json.writeArrayFieldStart("codes");
            for (String code : codes()) {
                json.writeString(code);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}

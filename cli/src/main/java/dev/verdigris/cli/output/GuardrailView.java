package dev.verdigris.cli.output;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.text.Kebab;

/**
 * What came of a guardrail, as it is shown.
 *
 * @param id the stable id
 * @param title what holds if it passes
 * @param question the question
 * @param result {@code passed}, {@code refused}, {@code consented} or {@code not-applicable}
 * @param reason why it was not asked
 * @param codes the codes of its problems, each once
 */
record GuardrailView(
        String id, String title, String question, String result, Optional<String> reason, List<String> codes) {

    /** The view of an evaluation. */
    static GuardrailView of(Evaluation evaluation) {
        return new GuardrailView(
                evaluation.guardrail().id(),
                evaluation.guardrail().title(),
                evaluation.guardrail().question(),
                Kebab.of(evaluation.result().getClass()),
                evaluation.result() instanceof Evaluation.NotApplicable skipped
                        ? Optional.of(skipped.reason())
                        : Optional.empty(),
                problems(evaluation.result())
                        .map(problem -> problem.code().code())
                        .distinct()
                        .toList());
    }

    private static Stream<Problem> problems(Evaluation.Result result) {
        return switch (result) {
            case Evaluation.Refused refused -> refused.problems().stream();
            case Evaluation.Consented consented -> consented.problems().stream();
            case Evaluation.Passed passed -> Stream.empty();
            case Evaluation.NotApplicable skipped -> Stream.empty();
        };
    }

    /** How many have which result, in a few words, such as {@code 14 passed, 3 not applicable}. */
    static String summary(List<GuardrailView> guardrails) {
        return Stream.of(Evaluation.Refused.class, Evaluation.Passed.class, Evaluation.Consented.class, Evaluation.NotApplicable.class)
                .map(Kebab::of)
                .map(result -> Collections.frequency(
                                guardrails.stream().map(GuardrailView::result).toList(), result)
                        + " " + words(result))
                .filter(words -> !words.startsWith("0 "))
                .collect(Collectors.joining(", "));
    }

    /** One line: the result and the title, with the codes, or the reason why it was not asked. */
    String line() {
        String more = reason.map(why -> ": " + why)
                .orElseGet(() -> codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")");
        return String.format(Locale.ROOT, "%-16s%s", words(result), title + more);
    }

    private static String words(String result) {
        return result.replace('-', ' ');
    }

    /** Writes it as an object. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("title", title);
        json.writeStringField("question", question);
        json.writeStringField("result", result);
        if (reason.isPresent()) {
            json.writeStringField("reason", reason.get());
        }
        if (!codes.isEmpty()) {
            json.writeArrayFieldStart("codes");
            for (String code : codes) {
                json.writeString(code);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}

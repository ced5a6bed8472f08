package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.GuardrailView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;

/** Every guardrail of the verb with its result, also those that have passed. */
final class GuardrailSection {

    private GuardrailSection() {}

    static Optional<Block> of(List<GuardrailView> guardrails, Limits limits) {
        if (guardrails.isEmpty()) {
            return Optional.empty();
        }
        List<GuardrailView> sorted =
                guardrails.stream().sorted(GuardrailView.BY_RESULT).toList();
        List<GuardrailView> open = sorted.stream()
                .filter(guardrail -> isNotable(guardrail.result()))
                .toList();
        List<GuardrailView> rest = sorted.subList(open.size(), sorted.size());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(Phrase.of(GuardrailView.summary(guardrails) + ".")));
        if (!open.isEmpty()) {
            blocks.add(table("Guardrails that did not pass", open, limits));
        }
        if (!rest.isEmpty()) {
            blocks.add(new Block.Details(
                    Phrase.of(
                            open.isEmpty() ? "All guardrails" : "The other guardrails: " + GuardrailView.summary(rest)),
                    List.of(table("Guardrails with their results", rest, limits))));
        }
        return Optional.of(new Block.Section("Guardrails", blocks));
    }

    private static boolean isNotable(String result) {
        return result.equals("refused") || result.equals("warned");
    }

    private static Block table(String caption, List<GuardrailView> guardrails, Limits limits) {
        return new Block.Table(
                caption,
                List.of(Column.of("Guardrail"), Column.of("Result")),
                limits.items(guardrails).stream()
                        .map(guardrail -> row(guardrail, limits))
                        .toList(),
                limits.more(guardrails));
    }

    private static List<Phrase> row(GuardrailView guardrail, Limits limits) {
        Phrase result = Phrase.status(tone(guardrail.result()), guardrail.words());
        Phrase why = guardrail
                .reason()
                .map(reason -> Phrase.of(" " + limits.text(reason)))
                .orElse(
                        guardrail.codes().isEmpty()
                                ? Phrase.EMPTY
                                : Phrase.of(" ").and(Phrase.code(String.join(", ", guardrail.codes()))));
        return List.of(
                Phrase.lines(List.of(Phrase.of(guardrail.title()), Phrase.aside(guardrail.question()))),
                result.and(why));
    }

    private static Tone tone(String result) {
        return switch (result) {
            case "refused" -> Tone.BAD;
            case "warned" -> Tone.WARN;
            case "passed" -> Tone.GOOD;
            default -> Tone.IDLE;
        };
    }
}

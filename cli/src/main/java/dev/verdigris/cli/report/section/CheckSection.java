package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

/** The results of checks, with samples of the rows that failed. */
final class CheckSection {

    private CheckSection() {}

    static Optional<Block> of(List<StepReport> steps, Limits limits) {
        List<CheckResult> checks =
                steps.stream().flatMap(step -> step.check().stream()).toList();
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                "Checks with their results",
                List.of(
                        Column.ofNames("Check"),
                        Column.ofShort("Result"),
                        Column.of("Severity"),
                        Column.of("Side"),
                        Column.ofNumbers("Rows"),
                        Column.ofNumbers("Took")),
                limits.items(checks).stream().map(check -> row(check, limits)).toList(),
                limits.more(checks)));
        limits.items(checks).stream()
                .filter(check -> !check.samples().isEmpty())
                .forEach(check -> blocks.add(samples(check, limits)));
        return Optional.of(new Block.Section("Checks", blocks));
    }

    private static List<Phrase> row(CheckResult check, Limits limits) {
        List<Phrase> name = new ArrayList<>(List.of(Phrase.code(limits.text(check.name()))));
        check.description().ifPresent(text -> name.add(Phrase.aside(limits.text(text))));
        check.message().ifPresent(text -> name.add(Phrase.of(limits.text(text))));
        check.owner().ifPresent(owner -> name.add(Phrase.aside("owner " + limits.text(owner))));
        return List.of(
                Phrase.lines(name),
                Phrase.status(tone(check.outcome()), Kebab.of(check.outcome()).replace('-', ' ')),
                Phrase.of(Kebab.of(check.severity())),
                Phrase.of(check.side().word()),
                Phrase.of(check.more() ? "> " + check.rows() : Long.toString(check.rows())),
                Phrase.of(DurationText.of(check.took())));
    }

    private static Block samples(CheckResult check, Limits limits) {
        List<List<Phrase>> rows = limits.parts(check.samples()).stream()
                .map(sample -> List.of(values(check.columns(), sample, limits)))
                .toList();
        return new Block.Details(
                Phrase.of(Count.of(check.samples().size(), "row") + " of ").and(Phrase.code(limits.text(check.name()))),
                List.of(new Block.Table(
                        "Rows that the check returned",
                        List.of(Column.of("Row")),
                        rows,
                        check.samples().size() - rows.size())));
    }

    private static Phrase values(List<String> columns, List<Optional<String>> sample, Limits limits) {
        List<Phrase> values = new ArrayList<>();
        for (int i = 0; i < Math.min(limits.parts(), sample.size()); i++) {
            String name = i < columns.size() ? columns.get(i) : "column " + (i + 1);
            values.add(Phrase.of(limits.text(name) + " = ")
                    .and(Phrase.code(limits.text(sample.get(i).orElse("NULL")))));
        }
        if (sample.size() > values.size()) {
            values.add(Phrase.aside("… and " + Count.of(sample.size() - values.size(), "other column")));
        }
        return Phrase.lines(values);
    }

    private static Tone tone(CheckOutcome outcome) {
        return switch (outcome) {
            case PASSED -> Tone.GOOD;
            case WARNED, ACCEPTED -> Tone.WARN;
            case FAILED, UNANSWERED -> Tone.BAD;
            case NOT_APPLICABLE -> Tone.IDLE;
        };
    }
}

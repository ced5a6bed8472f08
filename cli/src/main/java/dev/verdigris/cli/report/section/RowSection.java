package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.diff.DiffView;
import dev.verdigris.cli.output.diff.data.DataText;
import dev.verdigris.cli.output.diff.data.DataView;
import dev.verdigris.cli.output.diff.data.DataView.Relation;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.core.text.Count;

/** The rows of both sides compared: the numbers, then samples of the rows in which they differ. */
final class RowSection {

    private final Limits limits;

    private RowSection(Limits limits) {
        this.limits = limits;
    }

    static Optional<Block> of(ReportView report, Limits limits) {
        return report.diff().flatMap(DiffView::data).map(data -> new RowSection(limits).of(data));
    }

    private Block of(DataView data) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Items(
                limits.parts(data.cost()).stream()
                        .map(line -> Phrase.of(limits.text(line)))
                        .toList(),
                0));
        List<Relation> others = data.relations().stream()
                .filter(relation -> relation.verdict() != DataView.Verdict.SAME)
                .toList();
        if (!others.isEmpty()) {
            blocks.add(numbers(others));
            others.stream()
                    .limit(limits.parts())
                    .map(this::details)
                    .flatMap(Optional::stream)
                    .forEach(blocks::add);
        }
        same(data).ifPresent(blocks::add);
        return new Block.Section(data.relations().isEmpty() ? "Rows (not compared yet)" : "Rows", blocks);
    }

    private Block numbers(List<Relation> relations) {
        return new Block.Table(
                "Relations whose rows differ, or were not compared",
                List.of(
                        Column.ofNames("Relation"),
                        Column.ofShort("Result"),
                        Column.ofNumbers("Live"),
                        Column.ofNumbers("Staged"),
                        Column.ofNumbers("Equal"),
                        Column.ofNumbers("Changed"),
                        Column.ofNumbers("Only live"),
                        Column.ofNumbers("Only staged")),
                limits.items(relations).stream().map(this::row).toList(),
                limits.more(relations));
    }

    private List<Phrase> row(Relation relation) {
        Optional<DataView.Counts> counts = relation.counts();
        Phrase name = Phrase.code(limits.text(relation.name()));
        return List.of(
                relation.reason()
                        .map(reason -> Phrase.lines(List.of(name, Phrase.aside(limits.text(reason)))))
                        .orElse(name),
                relation.verdict() == DataView.Verdict.DIFFERENT
                        ? Phrase.status(Tone.WARN, "different")
                        : Phrase.status(Tone.WARN, "not compared"),
                number(counts.map(DataView.Counts::live)),
                number(counts.map(DataView.Counts::staged)),
                number(counts.flatMap(DataView.Counts::equal)),
                number(counts.filter(unused -> !relation.key().isEmpty()).flatMap(DataView.Counts::changed)),
                number(counts.map(DataView.Counts::onlyLive)),
                number(counts.map(DataView.Counts::onlyStaged)));
    }

    private static Phrase number(Optional<Long> value) {
        return Phrase.of(
                value.map(number -> String.format(Locale.ROOT, "%,d", number)).orElse("–"));
    }

    /** What else is known of a relation, if anything is. */
    private Optional<Block> details(Relation relation) {
        List<Phrase> facts = new ArrayList<>();
        relation.counts().ifPresent(counts -> facts.add(how(relation, counts)));
        relation.remarks().forEach(remark -> facts.add(Phrase.of(limits.text(remark))));
        relation.columns().stream()
                .flatMap(column -> DataText.column(column).stream())
                .forEach(line -> facts.add(Phrase.of("Column " + limits.text(line))));
        List<Block> blocks = new ArrayList<>();
        if (!facts.isEmpty()) {
            blocks.add(new Block.Items(limits.parts(facts), Math.max(0, facts.size() - limits.parts())));
        }
        if (!relation.samples().isEmpty()) {
            blocks.add(samples(relation));
        }
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Details(
                        Phrase.of(Count.of(relation.samples().size(), "sample") + " of ")
                                .and(Phrase.code(limits.text(relation.name()))),
                        blocks));
    }

    private Phrase how(Relation relation, DataView.Counts counts) {
        String by =
                relation.key().isEmpty() ? "as whole rows" : "by key " + limits.text(String.join(", ", relation.key()));
        return Phrase.of("Compared " + by
                + counts.sample()
                        .map(share -> ", in a sample of " + DataText.percent(share) + " of the rows")
                        .orElse("")
                + ".");
    }

    private Block samples(Relation relation) {
        List<DataView.Example> shown = limits.parts(relation.samples());
        return new Block.Table(
                "Samples of rows that differ",
                List.of(Column.of("Row"), Column.of("Values"), Column.ofNumbers("Times")),
                shown.stream().map(this::sample).toList(),
                relation.samples().size() - shown.size());
    }

    private List<Phrase> sample(DataView.Example sample) {
        List<Phrase> values = new ArrayList<>(
                limits.parts(sample.values()).stream().map(this::value).toList());
        int more = sample.values().size() - values.size();
        if (more > 0) {
            values.add(Phrase.aside("… and " + Count.of(more, "other column")));
        }
        return List.of(
                Phrase.of(sample.kind().words()), Phrase.lines(values), Phrase.of(Long.toString(sample.times())));
    }

    private Phrase value(DataView.Cell cell) {
        String before = text(cell.value(), cell.cut());
        Phrase name = Phrase.of(limits.text(cell.column()) + " = ");
        return cell.changed()
                ? name.and(Phrase.of(new Inline.Replaced(before, text(cell.staged(), cell.stagedCut()))))
                : name.and(Phrase.code(before));
    }

    private String text(Optional<String> value, boolean cut) {
        return limits.text(value.orElse("NULL")) + (cut ? "…" : "");
    }

    private Optional<Block> same(DataView data) {
        List<Relation> same = data.relations().stream()
                .filter(relation -> relation.verdict() == DataView.Verdict.SAME)
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        List<Phrase> items = limits.items(same).stream()
                .map(relation -> Phrase.code(limits.text(relation.name()))
                        .and(relation.counts()
                                .map(counts -> ", " + Count.of(counts.live(), "row"))
                                .orElse(""))
                        .and(limits.parts(relation.remarks()).stream()
                                .map(remark -> ". " + limits.text(remark))
                                .collect(Collectors.joining())))
                .toList();
        return Optional.of(new Block.Details(
                Phrase.of(Count.of(same.size(), "relation") + (same.size() == 1 ? " has" : " have")
                        + " the same rows on both sides"),
                List.of(new Block.Items(items, limits.more(same)))));
    }
}

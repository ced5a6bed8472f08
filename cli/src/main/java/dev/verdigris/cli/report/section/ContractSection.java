package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.dbt.ExposureView;
import dev.verdigris.cli.output.diff.ContractView;
import dev.verdigris.cli.output.diff.DiffView;
import dev.verdigris.cli.output.diff.ReaderView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.core.diff.Effect;
import dev.verdigris.core.diff.ObjectDiff;
import dev.verdigris.core.text.Count;

/** What the swap changes in the contracts of objects, and who reads them. */
final class ContractSection {

    private final Limits limits;

    private ContractSection(Limits limits) {
        this.limits = limits;
    }

    static Optional<Block> of(ReportView report, Limits limits) {
        List<Block> blocks = new ArrayList<>();
        report.diff()
                .flatMap(DiffView::contract)
                .ifPresent(contract -> new ContractSection(limits).contract(contract, blocks));
        report.exposures().ifPresent(exposures -> {
            blocks.add(new Block.Paragraph(Phrase.of("Exposures of dbt that read relations of the environment:")));
            blocks.add(new Block.Items(
                    limits.items(exposures).stream()
                            .map(exposure -> exposure(exposure, limits))
                            .toList(),
                    limits.more(exposures)));
        });
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Block.Section("What changes for readers", blocks));
    }

    private static Phrase exposure(ExposureView exposure, Limits limits) {
        return Phrase.of(limits.text(exposure.who() + " reads " + String.join(", ", limits.parts(exposure.reads()))));
    }

    private void contract(ContractView contract, List<Block> blocks) {
        blocks.add(new Block.Paragraph(Phrase.strong(Verdict.sentence(contract.headline()))));
        List<ContractView.ComparedObject> changed = contract.objects().stream()
                .filter(object -> object.verdict() != ObjectDiff.Verdict.SAME)
                .toList();
        if (!changed.isEmpty()) {
            blocks.add(new Block.Table(
                    "Objects whose contract changes",
                    List.of(
                            Column.ofNames("Object"),
                            Column.ofShort("Effect"),
                            Column.of("Changes"),
                            Column.of("Read by")),
                    limits.items(changed).stream().map(this::row).toList(),
                    limits.more(changed)));
        }
        long redefined = contract.objects().stream()
                .filter(object -> object.verdict() == ObjectDiff.Verdict.SAME && object.redefined())
                .count();
        if (contract.same() > 0) {
            blocks.add(new Block.Paragraph(Phrase.of(Count.of(contract.same(), "object")
                    + (contract.same() == 1 ? " has" : " have") + " the same contract"
                    + (redefined == 0 ? "." : "; " + redefined + " of them with another definition."))));
        }
    }

    private List<Phrase> row(ContractView.ComparedObject object) {
        return List.of(
                Phrase.lines(List.of(
                        Phrase.code(limits.text(object.name())),
                        Phrase.aside(object.kind().text()))),
                effect(object),
                changes(object),
                readers(object.readers()));
    }

    private static Phrase effect(ContractView.ComparedObject object) {
        if (object.breaking()) {
            return Phrase.status(Tone.BAD, Effect.BREAKING.word());
        }
        boolean isSlower = object.changes().stream().anyMatch(change -> change.effect() == Effect.SLOWER);
        String verdict = object.verdict().name().toLowerCase(Locale.ROOT);
        return isSlower ? Phrase.status(Tone.WARN, Effect.SLOWER.word()) : Phrase.status(Tone.GOOD, verdict);
    }

    private Phrase changes(ContractView.ComparedObject object) {
        if (object.verdict() == ObjectDiff.Verdict.ADDED) {
            return Phrase.of("the object is new");
        }
        List<Phrase> lines = new ArrayList<>(limits.parts(object.changes()).stream()
                .map(change -> Phrase.of(new Inline.Strong(limits.text(change.text())))
                        .and(" (" + change.effect().word() + "): " + limits.text(change.reason())))
                .toList());
        return Phrase.lines(cut(lines, object.changes().size()));
    }

    private Phrase readers(List<ReaderView> readers) {
        List<Phrase> lines = new ArrayList<>(limits.parts(readers).stream()
                .map(reader -> Phrase.of(limits.text(reader.text()))
                        .and(reader.url()
                                .map(url -> Phrase.of(" ").and(limits.link(url)))
                                .orElse(Phrase.EMPTY)))
                .toList());
        return readers.isEmpty() ? Phrase.of("no known reader") : Phrase.lines(cut(lines, readers.size()));
    }

    private static List<Phrase> cut(List<Phrase> lines, int all) {
        if (all > lines.size()) {
            lines.add(Phrase.aside("… and " + (all - lines.size()) + " more"));
        }
        return lines;
    }
}

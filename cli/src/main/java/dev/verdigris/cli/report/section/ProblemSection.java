package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.output.ReportText;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Cut;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;

/** Problems and warnings, each with its place and its fix. */
final class ProblemSection {

    private ProblemSection() {}

    static Optional<Block> problems(ReportView report, Limits limits) {
        List<Block> blocks = callouts(report.problems(), Tone.BAD, limits);
        report.acceptAll().ifPresent(command -> {
            blocks.add(new Block.Paragraph(Phrase.of("To accept all of them at once, with a reason for each:")));
            blocks.addAll(FixBlocks.code("sh", List.of(command), limits));
        });
        return section("Problems", blocks);
    }

    /** The warnings. A fix that asks for a consent is left out, because the user has given it or still may. */
    static Optional<Block> warnings(ReportView report, Limits limits) {
        List<ProblemView> shown = report.warnings().stream()
                .map(ProblemView::accepted)
                .map(warning -> ReportText.isOver(report, warning) ? warning.withoutFix() : warning)
                .toList();
        return section("Warnings", callouts(shown, Tone.WARN, limits));
    }

    private static Optional<Block> section(String title, List<Block> blocks) {
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Block.Section(title, blocks));
    }

    private static List<Block> callouts(List<ProblemView> problems, Tone tone, Limits limits) {
        List<Block> blocks = new ArrayList<>();
        limits.items(problems).forEach(problem -> blocks.add(callout(problem, tone, limits)));
        if (limits.more(problems) > 0) {
            blocks.add(new Block.Paragraph(Cut.more(limits.more(problems))));
        }
        return blocks;
    }

    private static Block callout(ProblemView problem, Tone tone, Limits limits) {
        List<Block> blocks = new ArrayList<>();
        if (!problem.where().isEmpty() && !problem.what().contains(problem.where())) {
            blocks.add(new Block.Paragraph(Phrase.of("At ").and(Phrase.code(limits.text(problem.where())))));
        }
        problem.dbt()
                .ifPresent(known -> limits.parts(known.lines())
                        .forEach(line -> blocks.add(new Block.Paragraph(Phrase.of(limits.text(line))))));
        blocks.addAll(FixBlocks.of(problem.fix(), limits));
        return new Block.Callout(
                tone, Phrase.code(problem.code()).and(" " + Verdict.sentence(limits.text(problem.what()))), blocks);
    }
}

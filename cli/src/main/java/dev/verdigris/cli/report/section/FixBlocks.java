package dev.verdigris.cli.report.section;

import java.util.List;

import dev.verdigris.cli.output.FixView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.core.problem.Fix;

/** The way to end a problem, or the next command. What can be pasted is code; the rest is words. */
final class FixBlocks {

    private FixBlocks() {}

    static List<Block> of(FixView fix, Limits limits) {
        if (fix.lines().isEmpty()) {
            return List.of();
        }
        boolean isCode = fix.fix().isExecutable()
                || fix.lines().stream().anyMatch(line -> line.startsWith("-- "));
        if (isCode) {
            return List.of(new Block.Code(language(fix.fix()), limits.lines(fix.lines())));
        }
        return fix.lines().size() == 1
                ? List.of(new Block.Paragraph(Phrase.of(Verdict.sentence(limits.text(fix.lines().getFirst())))))
                : List.of(new Block.Items(
                        limits.parts(fix.lines()).stream()
                                .map(line -> Phrase.of(Verdict.sentence(limits.text(line))))
                                .toList(),
                        Math.max(0, fix.lines().size() - limits.parts())));
    }

    private static String language(Fix fix) {
        return fix instanceof Fix.Command ? "sh" : "sql";
    }
}

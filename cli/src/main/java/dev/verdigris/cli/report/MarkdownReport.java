package dev.verdigris.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.report.KeptRuns.Part;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.markdown.MarkdownBlocks;
import dev.verdigris.cli.report.markdown.MarkdownPhrase;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.WrittenRun;

/**
 * The report of a release as Markdown of GitHub, for a comment of a pull request or the summary of a job. It has less
 * than {@link #LIMIT} characters.
 */
final class MarkdownReport {

    static final int LIMIT = 60_000;

    private MarkdownReport() {}

    /** The whole report: this run, and the runs before it. */
    static String of(RunStory now, List<WrittenRun> earlier) {
        return new Release(MarkdownBlocks::of, MarkdownReport::text, String::length, LIMIT).of(now, earlier);
    }

    /** What a report contains; empty if the text is no report of Verdigris. */
    static Optional<EarlierRuns> read(String text) {
        return KeptRuns.read(text);
    }

    private static String text(EarlierRuns report) {
        KeptRuns kept = KeptRuns.of(report);
        WrittenRun last = report.runs().getLast();
        StringBuilder text = new StringBuilder(kept.head(report));
        text.append("\n## ")
                .append(MarkdownPhrase.of(
                        Phrase.status(last.summary().tone(), last.summary().sentence())))
                .append("\n\n")
                .append(kept.part(last, Part.ANSWERS))
                .append('\n')
                .append(MarkdownBlocks.of(List.of(new Block.Details(
                        Phrase.of("Runs of this release: "
                                + report.runs().getLast().id()),
                        runs(report)))))
                .append(kept.part(last, Part.SECTION));
        for (WrittenRun run : report.runs().subList(0, report.runs().size() - 1).reversed()) {
            text.append('\n')
                    .append(MarkdownBlocks.details(
                            Release.title(run),
                            kept.part(run, Part.ANSWERS) + "\n" + kept.part(run, Part.SECTION) + "\n"));
        }
        return text.append(kept.foot()).toString();
    }

    private static List<Block> runs(EarlierRuns report) {
        List<Block> blocks = new ArrayList<>();
        Release.left(report.runs()).ifPresent(words -> blocks.add(new Block.Paragraph(words)));
        blocks.add(Release.table(report.runs()));
        return blocks;
    }
}

package dev.verdigris.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.section.Limits;
import dev.verdigris.cli.report.section.RunSections;
import dev.verdigris.cli.report.section.Verdict;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunSummary;
import dev.verdigris.cli.report.story.WrittenRun;
import dev.verdigris.core.text.DurationText;

/**
 * The runs of a release, of which the last one is written now, in one format.
 *
 * @param blocks writes blocks in the format
 * @param whole writes a whole report in the format
 * @param size the size of a report
 * @param limit the largest size
 */
record Release(
        Function<List<Block>, String> blocks,
        Function<EarlierRuns, String> whole,
        ToIntFunction<String> size,
        int limit) {

    /** More runs than these do not fit into a table that somebody reads. */
    private static final int MOST_RUNS = 50;

    /** The part of the limit that one run may take, so that there is room for the others. */
    private static final int SHARE = 3;

    /** In code points, as {@link #LONGEST_NAME}. The table of runs and the titles repeat both. */
    private static final int LONGEST_SENTENCE = 250;

    private static final int LONGEST_NAME = 100;

    /**
     * The whole report. A run that is too large is written with narrower limits. If all runs together are too large, the
     * oldest ones lose their texts, then the oldest ones are left out, and at last this run has only its outcome.
     */
    String of(RunStory now, List<WrittenRun> earlier) {
        List<WrittenRun> runs =
                new ArrayList<>(earlier.subList(Math.max(0, earlier.size() - MOST_RUNS + 1), earlier.size()));
        int id = earlier.isEmpty() ? 1 : earlier.getLast().id() + 1;
        runs.add(within(now, id));
        String report = report(now, runs);
        for (int shortened = 0; shortened < runs.size() - 1 && isTooLarge(report); ) {
            shortened = shorten(runs, shortened, size.applyAsInt(report) - limit);
            report = report(now, runs);
        }
        while (runs.size() > 1 && isTooLarge(report)) {
            runs.removeFirst();
            report = report(now, runs);
        }
        return isTooLarge(report) ? report(now, List.of(withoutTexts(runs.getLast()))) : report;
    }

    /** Leaves out the texts of the first runs until about so much is left out. Returns the index of the next run. */
    private int shorten(List<WrittenRun> runs, int from, int excess) {
        int next = from;
        for (int left = excess; left >= 0 && next < runs.size() - 1; next++) {
            WrittenRun without = withoutTexts(runs.get(next));
            left -= sizeOf(runs.get(next)) - sizeOf(without);
            runs.set(next, without);
        }
        return next;
    }

    private int sizeOf(WrittenRun run) {
        return size.applyAsInt(run.answers() + run.section());
    }

    private boolean isTooLarge(String report) {
        return size.applyAsInt(report) >= limit;
    }

    private WrittenRun withoutTexts(WrittenRun run) {
        return run.without(blocks.apply(List.of(new Block.Paragraph(
                Phrase.of("What this run did is left out, because the report would be too large.")))));
    }

    private String report(RunStory now, List<WrittenRun> runs) {
        return whole.apply(new EarlierRuns(now.deployment(), now.environment(), runs));
    }

    /** The run with the widest limits that fit. */
    private WrittenRun within(RunStory now, int id) {
        WrittenRun run = written(now, id, Limits.ALL.getFirst());
        for (Limits limits : Limits.ALL.subList(1, Limits.ALL.size())) {
            if (sizeOf(run) <= limit / SHARE) {
                return run;
            }
            run = written(now, id, limits);
        }
        return run;
    }

    private WrittenRun written(RunStory now, int id, Limits limits) {
        Verdict verdict = Verdict.of(now);
        RunSummary summary = new RunSummary(
                now.verb(),
                now.begun(),
                now.took(),
                now.origin().role().map(who -> cut(who, LONGEST_NAME)),
                verdict.tone(),
                verdict.word(),
                cut(verdict.sentence(), LONGEST_SENTENCE));
        return new WrittenRun(
                id, summary, blocks.apply(RunSections.answers(now, limits)), blocks.apply(RunSections.of(now, limits)));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** Says how many of the first runs the report has left out; empty if it has all. */
    static Optional<Phrase> left(List<WrittenRun> runs) {
        int left = runs.getFirst().id() - 1;
        String verb = left == 1 ? "The first run is" : "The first " + left + " runs are";
        return left == 0 ? Optional.empty() : Optional.of(Phrase.of(verb + " not shown."));
    }

    /** The table of runs. */
    static Block table(List<WrittenRun> runs) {
        return new Block.Table(
                "Runs of this release",
                List.of(
                        Column.ofShort("Run"),
                        Column.ofShort("Outcome"),
                        Column.of("What is true"),
                        Column.ofShort("Begun"),
                        Column.ofNumbers("Took"),
                        Column.of("Who")),
                runs.stream().map(Release::row).toList(),
                0);
    }

    private static List<Phrase> row(WrittenRun run) {
        RunSummary summary = run.summary();
        return List.of(
                Phrase.of(new Inline.Jump(run.id() + " " + summary.verb(), place(run))),
                Phrase.status(summary.tone(), summary.outcome()),
                Phrase.of(summary.sentence()),
                Phrase.time(summary.begun()),
                Phrase.of(DurationText.of(summary.took())),
                summary.who().map(Phrase::code).orElse(Phrase.of("–")));
    }

    /** The title of an earlier run. */
    static Phrase title(WrittenRun run) {
        return Phrase.strong("Run " + run.id() + ": " + run.summary().verb())
                .and(" ")
                .and(Phrase.status(run.summary().tone(), run.summary().outcome()))
                .and(" " + run.summary().sentence());
    }

    /** The id of the place of a run. */
    static String place(WrittenRun run) {
        return "run-" + run.id();
    }
}

package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.report.StepReport.Status;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

/** The plan and its steps. A failed step is open; the statements of the others can be opened. */
final class StepSection {

    /** Up to this number, the steps are there without opening anything. */
    private static final int FEW = 12;

    private StepSection() {}

    static Optional<Block> of(List<StepReport> steps, Limits limits) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(Phrase.of(summary(steps))));
        List<StepReport> failed =
                steps.stream().filter(step -> step.status() == Status.FAILED).toList();
        limits.items(failed).forEach(step -> blocks.add(failed(step, limits)));
        Block table = new Block.Table(
                "Steps in order",
                List.of(Column.of("Step"), Column.ofShort("Result"), Column.ofNumbers("Took")),
                limits.items(steps).stream().map(step -> row(step, limits)).toList(),
                limits.more(steps));
        blocks.add(
                steps.size() <= FEW
                        ? table
                        : new Block.Details(Phrase.of("All " + Count.of(steps.size(), "step")), List.of(table)));
        blocks.add(statements(steps, limits));
        return Optional.of(new Block.Section("Steps", blocks));
    }

    /** The steps of a run without a result: it goes on, or it ended before it had one. */
    static Optional<Block> begun(RunStory story, Limits limits) {
        List<RunStory.StepTime> steps = story.steps();
        String title = story.ended() ? "Steps of this run" : "Steps until now";
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<RunStory.StepTime> shown = steps.subList(limits.more(steps), steps.size());
        List<Block> blocks = new ArrayList<>();
        Block.note(
                        limits.more(steps) == 0
                                ? ""
                                : "The first " + Count.of(limits.more(steps), "step") + " of this run are not shown.")
                .ifPresent(blocks::add);
        blocks.add(new Block.Table(
                title,
                List.of(Column.of("Step"), Column.ofShort("Result"), Column.ofNumbers("Took")),
                shown.stream()
                        .map(step -> List.of(
                                Phrase.of(limits.text(step.summary())),
                                step.status() == Status.PLANNED ? open(story) : status(step.status()),
                                Phrase.of(step.took().map(DurationText::of).orElse("–"))))
                        .toList(),
                0));
        return Optional.of(new Block.Section(title, blocks));
    }

    /** A step without an end. If the run has ended, its statement may have taken effect. */
    private static Phrase open(RunStory story) {
        return story.ended() ? Phrase.status(Tone.WARN, "not ended") : Phrase.status(Tone.BUSY, "running");
    }

    private static String summary(List<StepReport> steps) {
        Map<Status, Long> counts = steps.stream()
                .collect(Collectors.groupingBy(
                        StepReport::status, () -> new EnumMap<>(Status.class), Collectors.counting()));
        return Count.of(steps.size(), "step") + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + word(count.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static Block failed(StepReport step, Limits limits) {
        List<Block> blocks = new ArrayList<>();
        step.error().ifPresent(error -> blocks.add(new Block.Code("", limits.lines(error))));
        if (!step.sql().isEmpty()) {
            blocks.add(new Block.Code("sql", sql(step, limits)));
        }
        return new Block.Callout(Tone.BAD, Phrase.strong("Failed: ").and(limits.text(step.summary())), blocks);
    }

    private static List<Phrase> row(StepReport step, Limits limits) {
        Phrase summary = Phrase.of(limits.text(step.summary()));
        return List.of(
                step.reason().isEmpty()
                        ? summary
                        : Phrase.lines(List.of(summary, Phrase.aside(limits.text(step.reason())))),
                status(step.status()),
                Phrase.of(step.took().map(DurationText::of).orElse("–")));
    }

    private static Block statements(List<StepReport> steps, Limits limits) {
        List<StepReport> withSql =
                steps.stream().filter(step -> !step.sql().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        limits.items(withSql).forEach(step -> {
            lines.add("-- " + limits.text(step.summary()).replaceAll("\\R+", " "));
            lines.addAll(sql(step, limits));
        });
        if (limits.more(withSql) > 0) {
            lines.add("-- … and " + Count.of(limits.more(withSql), "other step"));
        }
        return new Block.Details(
                Phrase.of("SQL of " + Count.of(withSql.size(), "step")), List.of(new Block.Code("sql", lines)));
    }

    private static List<String> sql(StepReport step, Limits limits) {
        List<String> statements = step.sql().stream().map(sql -> sql + ";").toList();
        if (limits.hasRoomFor(statements)) {
            return statements.stream().flatMap(String::lines).toList();
        }
        return List.of("-- " + Count.of(statements.size(), "statement") + " left out: too long for this report");
    }

    private static Phrase status(Status status) {
        Tone tone = switch (status) {
            case DONE, ALREADY_DONE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case PLANNED, NOT_REACHED -> Tone.IDLE;
        };
        return Phrase.status(tone, word(status));
    }

    private static String word(Status status) {
        return Kebab.of(status).replace('-', ' ');
    }
}

package dev.verdigris.cli.report.section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReadinessView;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.ReadinessCurve;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunStory.Reading;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** How the staged side became ready: the curve, and what the run waited for. */
final class WaitSection {

    /** A cause and the readings in a row that have it. */
    private record Wait(Reading first, Reading last, Duration took) {}

    private final RunStory story;
    private final Limits limits;

    private WaitSection(RunStory story, Limits limits) {
        this.story = story;
        this.limits = limits;
    }

    static Optional<Block> of(RunStory story, Limits limits) {
        WaitSection section = new WaitSection(story, limits);
        List<Block> blocks = new ArrayList<>();
        if (!story.readings().isEmpty()) {
            section.readings(blocks);
        }
        story.report().flatMap(ReportView::readiness).ifPresent(readiness -> section.readiness(readiness, blocks));
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Block.Section("Readiness", blocks));
    }

    private void readings(List<Block> blocks) {
        List<Reading> readings = story.readings();
        boolean changes = readings.stream().map(Reading::ready).distinct().count() > 1;
        if (changes) {
            ReadinessCurve curve = new ReadinessCurve(readings.stream()
                    .map(reading -> new ReadinessCurve.Point(reading.at(), reading.ready(), reading.total()))
                    .toList());
            blocks.add(new Block.Paragraph(Phrase.of(curve.sentence())));
            blocks.add(new Block.Chart(curve));
        }
        List<Wait> waits = waits(readings);
        if (!waits.isEmpty()) {
            blocks.add(new Block.Paragraph(Phrase.of("What the run waited for:")));
            blocks.add(new Block.Table(
                    "What the run waited for",
                    List.of(
                            Column.ofShort("Since"),
                            Column.ofNumbers("For"),
                            Column.of("Cause"),
                            Column.ofNumbers("Ready")),
                    limits.items(waits).stream().map(this::row).toList(),
                    limits.more(waits)));
        }
        blocks.add(new Block.Details(
                Phrase.of("All " + Count.of(readings.size(), "reading") + " as a table"), List.of(table(readings))));
    }

    /** Readings with the same first cause become one wait. It lasts until the next reading. */
    private static List<Wait> waits(List<Reading> readings) {
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (reading.cause().isEmpty()) {
                continue;
            }
            Reading next = readings.get(Math.min(i + 1, readings.size() - 1));
            boolean goesOn = i > 0 && readings.get(i - 1).cause().equals(reading.cause());
            Reading first = goesOn ? waits.removeLast().first() : reading;
            waits.add(new Wait(first, reading, Duration.between(first.at(), next.at())));
        }
        return waits;
    }

    private List<Phrase> row(Wait wait) {
        return List.of(
                Phrase.time(wait.first().at()),
                Phrase.of(DurationText.of(wait.took())),
                Phrase.of(limits.text(wait.first().cause().orElse(""))),
                Phrase.of(wait.last().ready() + " of " + wait.last().total()));
    }

    private Block table(List<Reading> readings) {
        return new Block.Table(
                "Readings of the readiness",
                List.of(Column.ofShort("Time"), Column.ofNumbers("Ready"), Column.ofNumbers("Longest lag")),
                limits.items(readings).stream()
                        .map(reading -> List.of(
                                Phrase.time(reading.at()),
                                Phrase.of(reading.ready() + " of " + reading.total()),
                                Phrase.of(
                                        reading.worstLag().map(DurationText::of).orElse("–"))))
                        .toList(),
                limits.more(readings));
    }

    private void readiness(ReadinessView readiness, List<Block> blocks) {
        Tone tone = readiness.ready() ? Tone.GOOD : readiness.failed() ? Tone.BAD : Tone.WARN;
        String word = readiness.ready() ? "ready" : readiness.failed() ? "never ready" : "not ready";
        blocks.add(new Block.Paragraph(Phrase.status(tone, word)
                .and(" " + readiness.readyObjects() + " of "
                        + Count.of(readiness.objects().size(), "object") + " ready: "
                        + limits.text(readiness.verdict()))));
        if (!readiness.causes().isEmpty()) {
            blocks.add(new Block.Items(
                    limits.items(readiness.causes()).stream()
                            .map(cause -> Phrase.of(limits.text(cause.cause())))
                            .toList(),
                    limits.more(readiness.causes())));
        }
        List<Phrase> strains = readiness.clusters().stream()
                .filter(cluster -> !cluster.strains().isEmpty())
                .map(cluster -> Phrase.of("Cluster ")
                        .and(Phrase.code(limits.text(cluster.name())))
                        .and(": " + String.join(", ", cluster.strains()) + " in use"))
                .toList();
        if (!strains.isEmpty()) {
            blocks.add(new Block.Items(limits.items(strains), limits.more(strains)));
        }
    }
}

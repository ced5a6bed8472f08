package dev.verdigris.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoResult.Reads;
import dev.verdigris.cli.demo.DemoResult.Swap;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.text.DurationText;

/** Writes a demonstration as text or as JSON. */
public final class DemoStory {

    private final Style style;

    /** Creates a writer with or without colors. */
    public DemoStory(Style style) {
        this.style = style;
    }

    /** The line of one chapter. */
    public String line(Chapter chapter) {
        String name = String.format(Locale.ROOT, "  %-14s", chapter.name());
        return style.of(Tone.STRONG, name)
                + chapter.story()
                + style.of(Tone.FAINT, "  [" + DurationText.of(chapter.took()) + "]");
    }

    /** The figures at the end. */
    public String summary(DemoResult result) {
        Reads reads = result.reads();
        boolean good = result.outcome() == Outcome.DONE;
        List<String> versions = reads.byVersion().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%,d of version %s", entry.getValue(), entry.getKey()))
                .toList();
        List<String> swaps = result.swaps().stream()
                .map(swap -> swap.verb() + " " + micros(swap.tookMicros()))
                .toList();
        StringBuilder text = new StringBuilder("\n");
        text.append(String.format(Locale.ROOT, "  reads   %,d", reads.total()))
                .append(versions.isEmpty() ? "" : " (" + String.join(", ", versions) + ")")
                .append('\n');
        text.append("  failed  ").append(count(reads.failed())).append('\n');
        text.append("  mixed   ").append(count(reads.mixed())).append('\n');
        text.append("  swaps   ").append(swaps.size());
        text.append(swaps.isEmpty() ? "" : " (" + String.join(", ", swaps) + ")")
                .append('\n');
        text.append("  a read  took ").append(micros(reads.medianMicros())).append(" in the median, ");
        text.append(micros(reads.slowestMicros())).append(" at most\n");
        text.append("  in all  ").append(DurationText.of(result.took())).append('\n');
        text.append(
                good
                        ? style.of(Tone.GOOD, "\nNo reader noticed.\n")
                        : style.of(Tone.BAD, "\nThe demonstration failed.\n"));
        return text.toString();
    }

    private String count(long number) {
        return style.of(number == 0 ? Tone.GOOD : Tone.BAD, Long.toString(number));
    }

    /** The demonstration as one document. */
    public static String json(DemoResult result) {
        return JsonText.document(Fields.of(result));
    }

    /** The demonstration as the last event of a stream. */
    public static String event(DemoResult result) {
        return JsonText.event(Instant.now(), "report", Map.of("report", Fields.of(result)));
    }

    private record Fields(
            String verb,
            Outcome outcome,
            int exitCode,
            Duration took,
            Reads reads,
            List<Swap> swaps,
            List<Chapter> chapters,
            List<ProblemView> problems) {

        static Fields of(DemoResult result) {
            return new Fields(
                    "demo",
                    result.outcome(),
                    result.outcome().exitCode(),
                    result.took(),
                    result.reads(),
                    result.swaps(),
                    result.chapters(),
                    ProblemView.of(result.problems()));
        }
    }

    private static String micros(long micros) {
        return DurationText.of(Duration.of(micros, ChronoUnit.MICROS));
    }
}

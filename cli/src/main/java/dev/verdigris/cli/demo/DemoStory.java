package dev.verdigris.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoResult.Reads;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.output.Style;
import dev.verdigris.cli.output.Style.Tone;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

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
                .map(swap -> swap.name() + " " + DurationText.of(swap.took()))
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
        text.append("  a read  took ").append(DurationText.of(reads.median())).append(" in the median, ");
        text.append(DurationText.of(reads.slowest())).append(" at most\n");
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
        return JsonText.document(json -> fields(json, result));
    }

    /** The demonstration as the last event of a stream. */
    public static String event(DemoResult result) {
        return JsonText.reportEvent(json -> fields(json, result));
    }

    private static void fields(JsonGenerator json, DemoResult result) throws IOException {
        json.writeStringField("verb", "demo");
        json.writeStringField("outcome", Kebab.of(result.outcome()));
        json.writeNumberField("exitCode", result.outcome().exitCode());
        json.writeNumberField("tookMillis", result.took().toMillis());
        Reads reads = result.reads();
        json.writeObjectFieldStart("reads");
        json.writeNumberField("total", reads.total());
        json.writeNumberField("failed", reads.failed());
        json.writeNumberField("mixed", reads.mixed());
        json.writeNumberField("medianMicros", micros(reads.median()));
        json.writeNumberField("slowestMicros", micros(reads.slowest()));
        json.writeObjectFieldStart("byVersion");
        for (var entry : reads.byVersion().entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("swaps");
        for (DemoResult.Swap swap : result.swaps()) {
            json.writeStartObject();
            json.writeStringField("verb", swap.name());
            json.writeNumberField("tookMicros", micros(swap.took()));
            if (swap.sinks().isPresent()) {
                json.writeNumberField("sinksMicros", micros(swap.sinks().get()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("chapters");
        for (Chapter chapter : result.chapters()) {
            json.writeStartObject();
            json.writeStringField("name", chapter.name());
            json.writeStringField("story", chapter.story());
            json.writeNumberField("tookMillis", chapter.took().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        ProblemView.writePlain(json, "problems", result.problems());
    }

    private static long micros(Duration length) {
        return length.toNanos() / 1_000;
    }
}

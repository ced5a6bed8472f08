package dev.verdigris.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** Lays out a result that is read again and again, with the time of the last reading. */
public final class WatchScreen {

    private WatchScreen() {}

    /**
     * What a reading has found.
     *
     * @param text the result, without the readiness
     * @param readiness the readiness, if it was assessed
     * @param at the time of the reading
     */
    public record Reading(String text, Optional<Assessment> readiness, Instant at) {}

    /**
     * The frame at a moment: the text, then the readiness as in a wait. Long lines are wrapped, because they may be
     * commands. Lines in the middle that do not fit are a number.
     *
     * @param reading the last reading
     * @param every the time between two readings
     * @param view the reading that runs; it may wait for the server
     */
    public static List<Line> frame(Reading reading, Duration every, ProgressView view, TerminalSize size, Instant now) {
        List<Line> lines = reading.text()
                .lines()
                .flatMap(line -> Line.wrapped(line, size.columns()).stream())
                .toList();
        Duration age = age(reading, now);
        List<Line> foot = foot(age, every, view, size, now);
        int room = Math.max(0, size.rows() - 1 - foot.size());
        List<Line> readiness = reading.readiness()
                .map(judged -> readiness(judged, size.columns(), Math.max(room / 2, room - lines.size()), age))
                .orElse(List.of());
        return Stream.of(folded(lines, room - readiness.size(), size.columns()), readiness, foot)
                .flatMap(List::stream)
                .toList();
    }

    private static Duration age(Reading reading, Instant now) {
        Duration age = Duration.between(reading.at(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** A line without text and the readiness; nothing if both do not fit. */
    private static List<Line> readiness(Assessment assessment, int columns, int height, Duration age) {
        if (height < 2) {
            return List.of();
        }
        List<Line> lines = new ReadinessScreen(ReadinessGroups.of(assessment), columns, age)
                .lines(ReadinessScreen.total(assessment, columns), height - 1);
        return Stream.concat(Stream.of(Line.EMPTY), lines.stream().map(line -> line.fitting(columns)))
                .toList();
    }

    /** The first lines have the state, and the last ones the next command. */
    private static List<Line> folded(List<Line> lines, int room, int columns) {
        if (lines.size() <= room) {
            return lines;
        }
        int shown = Math.max(0, room - 1);
        int last = shown / 3;
        List<Line> folded = new ArrayList<>(lines.subList(0, shown - last));
        if (room > 0) {
            String hidden = "… " + Count.of(lines.size() - shown, "line") + " that a higher terminal shows …";
            folded.add(Line.EMPTY.and(Tone.FAINT, hidden).fitting(columns));
        }
        folded.addAll(lines.subList(lines.size() - last, lines.size()));
        return folded;
    }

    private static List<Line> foot(Duration age, Duration every, ProgressView view, TerminalSize size, Instant now) {
        List<Line> waiting = ProgressScreen.frame(view, size, now);
        Line last = Line.EMPTY.and(
                Tone.FAINT,
                "seen " + ProgressScreen.seconds(age) + " ago, read every " + DurationText.of(every) + " until Ctrl-C");
        return waiting.isEmpty() ? List.of(last.fitting(size.columns())) : waiting;
    }
}

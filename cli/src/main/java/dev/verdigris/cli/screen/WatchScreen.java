package dev.verdigris.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** Lays out a text that is looked at again and again, with the time of the last look. */
public final class WatchScreen {

    private WatchScreen() {}

    /**
     * The frame at a moment. Long lines are wrapped, because they may be commands. Lines in the middle that do not fit
     * are a number.
     *
     * @param text the text
     * @param looked the time of the last look
     * @param every the time between two looks
     * @param view the look that runs; it may wait for the server
     */
    public static List<Line> frame(
            String text, Instant looked, Duration every, ProgressView view, TerminalSize size, Instant now) {
        List<Line> lines = text.lines()
                .flatMap(line -> Line.wrapped(line, size.columns()).stream())
                .toList();
        List<Line> foot = foot(looked, every, view, size, now);
        int room = Math.max(0, size.rows() - 1 - foot.size());
        return Stream.concat(folded(lines, room, size.columns()).stream(), foot.stream())
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

    private static List<Line> foot(Instant looked, Duration every, ProgressView view, TerminalSize size, Instant now) {
        List<Line> waiting = ProgressScreen.frame(view, size, now);
        Duration age = Duration.between(looked, now);
        String ago = ProgressScreen.seconds(age.isNegative() ? Duration.ZERO : age);
        Line last = Line.EMPTY.and(
                Tone.FAINT, "seen " + ago + " ago, looks every " + DurationText.of(every) + " until Ctrl-C");
        return waiting.isEmpty() ? List.of(last.fitting(size.columns())) : waiting;
    }
}

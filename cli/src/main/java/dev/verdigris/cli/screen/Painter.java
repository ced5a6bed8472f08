package dev.verdigris.cli.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Draws frames in place: each one replaces the one before. What is written to the terminal otherwise stays above.
 *
 * <p>It never clears from the first row on, because a terminal takes that for a new screen and keeps the old one in its
 * history.
 */
public final class Painter {

    private static final String ESCAPE = "\u001b[";
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_LINE = ESCAPE + "2K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    /**
     * A frame is drawn once a second. After a longer time the process was stopped (Ctrl-Z), and others have written below
     * the frame since.
     */
    private static final Duration STOPPED = Duration.ofSeconds(2);

    private final PrintStream terminal;
    private final Style style;
    private List<Line> drawn = List.of();
    private Instant drawnAt = Instant.MIN;

    /** Draws on a terminal. */
    public Painter(PrintStream terminal, Style style) {
        this.terminal = terminal;
        this.style = style;
    }

    /**
     * Replaces the frame on a terminal of that many columns. Without lines, it removes it. After a stop of the process, the
     * frame stays, and the next one is drawn below.
     */
    public void draw(List<Line> frame, int columns, Instant now) {
        if (isDrawn() && Duration.between(drawnAt, now).compareTo(STOPPED) > 0) {
            keep();
        }
        drawnAt = now;
        if (frame.isEmpty() && drawn.isEmpty()) {
            return;
        }
        int replaced = drawn.stream().mapToInt(line -> rows(line, columns)).sum();
        StringBuilder text = new StringBuilder(NO_WRAP).append(up(replaced));
        frame.forEach(
                line -> text.append(CLEAR_LINE).append(line.written(style)).append('\n'));
        if (frame.isEmpty()) {
            text.append((CLEAR_LINE + "\n").repeat(replaced)).append(up(replaced));
        } else {
            text.append(CLEAR_BELOW);
        }
        // One write, so that no half frame is visible.
        terminal.print(text.append(WRAP));
        terminal.flush();
        drawn = frame;
    }

    private static String up(int rows) {
        return rows == 0 ? "" : ESCAPE + rows + "F";
    }

    /** Whether a frame is there that the next one replaces. */
    public boolean isDrawn() {
        return !drawn.isEmpty();
    }

    /** The rows of a line that was drawn. If the terminal has become narrower since, the line has more than one. */
    private static int rows(Line line, int columns) {
        return Math.max(1, Math.ceilDiv(line.width(), columns));
    }

    /** Lets the frame stay as it is. The next one is drawn below it. */
    public void keep() {
        drawn = List.of();
    }
}

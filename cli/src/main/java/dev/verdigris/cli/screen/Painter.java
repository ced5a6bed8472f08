package dev.verdigris.cli.screen;

import java.io.PrintStream;
import java.util.List;

/** Draws frames in place: each one replaces the one before. What is written to the terminal otherwise stays above. */
public final class Painter {

    private static final String ESCAPE = "\u001b[";
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintStream terminal;
    private final Style style;
    private List<Line> drawn = List.of();

    /** Draws on a terminal. */
    public Painter(PrintStream terminal, Style style) {
        this.terminal = terminal;
        this.style = style;
    }

    /** Replaces the frame on a terminal of that many columns. Without lines, it removes it. */
    public void draw(List<Line> frame, int columns) {
        if (frame.isEmpty() && drawn.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(NO_WRAP);
        int replaced = drawn.stream().mapToInt(line -> rows(line, columns)).sum();
        if (replaced > 0) {
            text.append(ESCAPE).append(replaced).append('F');
        }
        text.append(CLEAR_BELOW);
        frame.forEach(line -> text.append(line.written(style)).append('\n'));
        // One write, so that no half frame is visible.
        terminal.print(text.append(WRAP));
        terminal.flush();
        drawn = frame;
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

package dev.verdigris.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.verdigris.cli.output.Style.Tone;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Progress on a terminal. A table of objects that are not ready is redrawn in place, and so are the line on a server
 * that does not answer and the line on failed attempts. Everything else is lines.
 */
final class LiveProgress implements ProgressListener, AutoCloseable {

    private static final int MOST_OBJECTS = 12;
    private static final String INDENT = "    ";
    private static final int LEAST_OF_A_NAME = 24;
    private static final String ESCAPE = "\u001b[";
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintStream err;
    private final OutputOptions options;
    private final OptionalInt width;
    private final ProgressLines lines;
    private int drawn;
    private int passing;

    /** Draws on {@code err}. Its width in columns is {@code width}; empty if unknown. */
    LiveProgress(PrintStream err, OutputOptions options, OptionalInt width) {
        this.err = err;
        this.options = options;
        this.width = width;
        this.lines = new ProgressLines(err, options);
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof ProgressEvent.Judged judged) {
            List<String> table = table(judged);
            draw(table, drawn + passing);
            drawn = table.size();
            passing = 0;
        } else if (event instanceof ProgressEvent.Unanswered unanswered) {
            pass(ProgressLines.line(unanswered, options.errStyle()));
        } else if (event instanceof ProgressEvent.Retrying retry) {
            pass(ProgressLines.line(retry));
        } else {
            settle();
            lines.on(event);
        }
    }

    /** Keeps the last table and continues below it. */
    @Override
    public synchronized void close() {
        settle();
    }

    /** Keeps what was drawn, except a line that is true for the moment only. */
    private void settle() {
        if (passing > 0) {
            draw(List.of(), passing);
        }
        passing = 0;
        drawn = 0;
    }

    /** Draws a line that is true for the moment only, below the last table. */
    private void pass(String line) {
        draw(List.of(line), passing);
        passing = 1;
    }

    private void draw(List<String> rows, int replaced) {
        StringBuilder frame = new StringBuilder(NO_WRAP);
        if (replaced > 0) {
            frame.append(ESCAPE).append(replaced).append("F");
        }
        frame.append(CLEAR_BELOW);
        rows.forEach(row -> frame.append(row).append('\n'));
        // One write, so that no half frame is visible.
        err.print(frame.append(WRAP));
        err.flush();
    }

    private List<String> table(ProgressEvent.Judged judged) {
        Assessment assessment = judged.assessment();
        List<String> rows = new ArrayList<>();
        String rest = ProgressLines.rest(judged, options.errStyle());
        rows.add("  " + options.errStyle().of(Tone.STRONG, ProgressLines.count(assessment)) + " after "
                + DurationText.of(judged.waited()) + rest);
        List<Assessment.Judged> open = assessment.open();
        open.stream().limit(MOST_OBJECTS).map(this::row).forEach(rows::add);
        if (open.size() > MOST_OBJECTS) {
            rows.add(options.errStyle().of(Tone.FAINT, "    … and " + (open.size() - MOST_OBJECTS) + " more"));
        }
        return rows;
    }

    private String row(Assessment.Judged judged) {
        VerdictView verdict = VerdictView.of(judged);
        String estimate = verdict.remaining()
                .filter(length -> !length.isZero())
                .map(length -> ", about " + DurationText.of(length))
                .orElse("");
        int room = width.orElse(Integer.MAX_VALUE) - INDENT.length() - 1;
        String said = fitting(verdict.reason(), room - LEAST_OF_A_NAME - estimate.length());
        return INDENT + ending(judged.object().name().toString(), room - said.length() - estimate.length()) + " "
                + options.errStyle().of(verdict.tone(), said) + estimate;
    }

    private static String fitting(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
    }

    /** Cuts the beginning of a long name, because names of one schema differ at the end. */
    private static String ending(String name, int room) {
        return name.length() <= room ? name : "…" + name.substring(name.length() - Math.max(0, room - 1));
    }
}

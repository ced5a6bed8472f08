package dev.verdigris.cli.output;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import dev.verdigris.cli.screen.Line;
import dev.verdigris.cli.screen.Painter;
import dev.verdigris.cli.screen.ProgressScreen;
import dev.verdigris.cli.screen.ProgressView;
import dev.verdigris.cli.screen.TerminalSize;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Progress on a terminal: one frame that is redrawn in place. What must stay, such as a failed check, is a line above
 * it.
 */
final class LiveProgress implements ProgressListener, AutoCloseable {

    private final Painter painter;
    private final ProgressLines lines;
    private final Supplier<TerminalSize> sizes;
    private final InstantSource clock;
    private TerminalSize size;
    private ProgressView view = ProgressView.NOTHING;

    /** Draws on {@code err}, a terminal of a size that may change. */
    LiveProgress(PrintStream err, OutputOptions options, Supplier<TerminalSize> sizes, InstantSource clock) {
        this.painter = new Painter(err, options.errStyle());
        this.lines = new ProgressLines(err, options);
        this.sizes = sizes;
        this.clock = clock;
        this.size = sizes.get();
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        Instant now = clock.instant();
        if (event instanceof ProgressEvent.PartEnded ended) {
            leave(ProgressScreen.ended(view, size, now, ended.took()), now);
        } else if (stays(event)) {
            painter.draw(List.of(), size.columns(), now);
            lines.on(event);
        }
        view = view.after(event, now);
        draw(now);
    }

    /** Whether an event is shown in a line that stays. */
    private static boolean stays(ProgressEvent event) {
        return switch (event) {
            case ProgressEvent.PartStarted started -> true;
            case ProgressEvent.StepFailed failed -> true;
            case ProgressEvent.BuilderStarted builder -> true;
            case ProgressEvent.BuilderEnded builder -> true;
            case ProgressEvent.CheckRan check -> true;
            case ProgressEvent.PlanMade made -> false;
            case ProgressEvent.Remark remark -> true;
            case ProgressEvent.PartEnded ended -> false;
            case ProgressEvent.StepStarted started -> false;
            case ProgressEvent.StepDone done -> false;
            case ProgressEvent.ObjectBuilt built -> false;
            case ProgressEvent.Judged judged -> false;
            case ProgressEvent.Waiting waiting -> false;
            case ProgressEvent.Retrying retrying -> false;
            case ProgressEvent.Unanswered unanswered -> false;
            case ProgressEvent.ServerNotice notice -> false;
        };
    }

    /** Time has passed: ages grow, and the terminal may have another size. No event waits while its size is read. */
    void tick() {
        if (isDrawn()) {
            redraw(sizes.get());
        }
    }

    private synchronized boolean isDrawn() {
        return painter.isDrawn();
    }

    private synchronized void redraw(TerminalSize asked) {
        size = asked;
        if (painter.isDrawn()) {
            draw(clock.instant());
        }
    }

    private void draw(Instant now) {
        painter.draw(ProgressScreen.frame(view, size, now), size.columns(), now);
    }

    private void leave(List<Line> last, Instant now) {
        painter.draw(last, size.columns(), now);
        painter.keep();
        view = ProgressView.NOTHING;
    }

    /** Keeps what was drawn, except what is true for the moment only. */
    @Override
    public synchronized void close() {
        Instant now = clock.instant();
        leave(ProgressScreen.kept(view, size, now), now);
    }
}

package dev.verdigris.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.cli.screen.Painter;
import dev.verdigris.cli.screen.ProgressView;
import dev.verdigris.cli.screen.TerminalSize;
import dev.verdigris.cli.screen.WatchScreen;
import dev.verdigris.cli.screen.WatchScreen.Reading;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Shows what a verb that only reads finds, again and again. On a terminal one frame is redrawn in place. Otherwise the
 * whole result is written again when it has changed; in JSON it is one line each time.
 */
public final class Watch implements ProgressListener, AutoCloseable {

    private final ProcessContext context;
    private final OutputOptions options;
    private final Duration every;
    private final Supplier<TerminalSize> sizes;
    private final InstantSource clock;
    private final Painter painter;
    private final ProgressLines lines;
    private final Optional<Seconds> seconds;
    private ProgressView view = ProgressView.NOTHING;
    private Reading reading;
    private boolean closed;
    private Optional<ReportView> last = Optional.empty();

    /** Prepares for looks at an interval. */
    public Watch(ProcessContext context, OutputOptions options, Duration every) {
        this(context, options, every, TerminalSize::ask, InstantSource.system());
    }

    Watch(
            ProcessContext context,
            OutputOptions options,
            Duration every,
            Supplier<TerminalSize> sizes,
            InstantSource clock) {
        this.context = context;
        this.options = options;
        this.every = every;
        this.sizes = sizes;
        this.clock = clock;
        this.painter = new Painter(context.out(), options.outStyle());
        this.lines = new ProgressLines(context.err(), options);
        this.reading = new Reading("", Optional.empty(), clock.instant());
        this.seconds = options.liveOut() ? Optional.of(Seconds.start(this::tick)) : Optional.empty();
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (options.liveOut()) {
            view = view.after(event, clock.instant());
        } else {
            lines.on(event);
        }
    }

    /** Shows the result of a reading by a verb that read {@code files}. {@code fixes} writes its fixes. */
    public void show(Report report, Outcome ended, FixText fixes, Optional<String> files) {
        ReportView shown = ReportView.of(report, ended, fixes, files);
        if (options.liveOut()) {
            show(shown.withoutReadiness(), report.readiness());
        } else {
            show(shown, ReportView.of(report.timeless(), ended, fixes, files).timeless());
        }
    }

    /** Draws a result, with the readiness apart. */
    void show(ReportView report, Optional<Assessment> readiness) {
        synchronized (this) {
            reading = new Reading(ReportText.render(report, detail()), readiness, clock.instant());
        }
        tick();
    }

    /** Writes a result if it differs from the last one without lengths of time. */
    synchronized void show(ReportView report, ReportView timeless) {
        Optional<ReportView> now = Optional.of(timeless);
        if (!now.equals(last)) {
            write(report);
        }
        last = now;
    }

    private void write(ReportView report) {
        switch (options.format()) {
            case TEXT -> context.out().print(ReportText.render(report, detail()));
            case JSON -> context.out().println(JsonText.line(report));
            case NDJSON -> context.out().println(Presenter.line(new EventView.Report(report)));
        }
        context.out().flush();
    }

    private Detail detail() {
        return options.verbosity() == Verbosity.VERBOSE ? Detail.FULL : Detail.BRIEF;
    }

    /**
     * Time has passed: the frame is drawn again, for a terminal that may have another size. No event waits while it reads
     * its size.
     */
    void tick() {
        draw(sizes.get());
    }

    private synchronized void draw(TerminalSize size) {
        if (!closed && (!reading.text().isEmpty() || view.passing().isPresent())) {
            Instant now = clock.instant();
            painter.draw(WatchScreen.frame(reading, every, view, size, now), size.columns(), now);
        }
    }

    /** Keeps what was shown last. A tick that has waited for that draws nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        seconds.ifPresent(Seconds::close);
        painter.keep();
    }
}

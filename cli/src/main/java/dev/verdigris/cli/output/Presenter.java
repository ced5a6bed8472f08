package dev.verdigris.cli.output;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.cli.screen.TerminalSize;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.progress.ProgressListener;

/** Shows one run: its progress during the run, and its result at the end. */
public final class Presenter implements AutoCloseable {

    private final ProcessContext context;
    private final OutputOptions options;
    private final ProgressListener listener;
    private final Optional<LiveProgress> live;
    private final Optional<Seconds> seconds;

    /** Creates a presenter of a run in the given context. */
    public Presenter(ProcessContext context, OutputOptions options) {
        this.context = context;
        this.options = options;
        this.live = options.live() && options.format() != OutputFormat.NDJSON
                ? Optional.of(new LiveProgress(context.err(), options, TerminalSize::ask, InstantSource.system()))
                : Optional.empty();
        this.seconds = live.map(drawn -> Seconds.start(drawn::tick));
        this.listener = live.<ProgressListener>map(drawn -> drawn)
                .orElseGet(() -> options.format() == OutputFormat.NDJSON
                        ? event -> writeEvent(EventView.of(event))
                        : new ProgressLines(context.err(), options));
    }

    /** The listener for the progress of the run. */
    public ProgressListener listener() {
        return listener;
    }

    /** Writes the result of a verb that read {@code files}. {@code fixes} writes its fixes. Returns what it shows. */
    public ReportView report(Report report, Outcome ended, int exitCode, FixText fixes, Optional<String> files) {
        ReportView view = ReportView.of(report, ended, exitCode, fixes, files);
        switch (options.format()) {
            case TEXT -> context.out().print(ReportText.render(view, detail()));
            case JSON -> context.out().println(JsonText.document(view));
            case NDJSON -> writeEvent(new EventView.Report(view));
        }
        context.out().flush();
        return view;
    }

    /** An event that happens now. */
    static String line(EventView event) {
        return JsonText.event(Instant.now(), event.event(), event);
    }

    private Detail detail() {
        return options.verbosity() == Verbosity.VERBOSE ? Detail.FULL : Detail.BRIEF;
    }

    /**
     * Writes why there is no result: as text to stderr, as JSON to stdout, because programs expect the result there.
     *
     * @return the exit code
     */
    public static int failure(ProcessContext context, OutputOptions options, ReportView failure) {
        switch (options.format()) {
            case TEXT -> context.err().print(ReportText.renderFailure(failure, options.errStyle()));
            case JSON -> context.out().println(JsonText.document(failure));
            case NDJSON -> context.out().println(line(new EventView.Report(failure)));
        }
        context.out().flush();
        context.err().flush();
        return failure.exitCode();
    }

    /** Writes problems as text to stderr, for a result with a separate text. */
    public static void problems(ProcessContext context, OutputOptions options, List<Problem> problems) {
        context.err().print(ReportText.renderFailure(ReportView.failed("", problems), options.errStyle()));
    }

    /** Several threads report events. The times of the lines are in their order. */
    private synchronized void writeEvent(EventView event) {
        context.out().println(line(event));
        context.out().flush();
    }

    @Override
    public void close() {
        seconds.ifPresent(Seconds::close);
        live.ifPresent(LiveProgress::close);
    }
}

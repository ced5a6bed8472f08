package dev.verdigris.cli.output;

import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.progress.ProgressListener;

/** Shows one run: its progress while it lasts, and its result at the end. */
public final class Presenter implements AutoCloseable {

    private final Surroundings surroundings;
    private final OutputOptions options;
    private final ProgressListener listener;

    /** Shows a run in the given surroundings. */
    public Presenter(Surroundings surroundings, OutputOptions options) {
        this.surroundings = surroundings;
        this.options = options;
        this.listener = choose();
    }

    private ProgressListener choose() {
        if (options.format() == OutputFormat.NDJSON) {
            return event -> writeEvent(EventJson.line(event));
        }
        return options.live()
                ? new LiveProgress(surroundings.err(), options, TerminalWidth.ask())
                : new ProgressLines(surroundings.err(), options);
    }

    /** Who is to be told of progress. */
    public ProgressListener listener() {
        return listener;
    }

    /** Writes the result. */
    public void report(Report report) {
        switch (options.format()) {
            case TEXT -> surroundings.out().print(ReportText.render(report, detail()));
            case JSON -> surroundings.out().print(withNewline(ReportJson.render(report)));
            case NDJSON -> writeEvent(ReportLine.of(ReportJson.render(report)));
        }
        surroundings.out().flush();
    }

    private Detail detail() {
        return options.verbosity() == Verbosity.VERBOSE ? Detail.FULL : Detail.BRIEF;
    }

    /**
     * Writes why there is no result. People read it on stderr; programs where they look for the result.
     *
     * @return the exit code
     */
    public static int failure(Surroundings surroundings, OutputOptions options, Failure failure) {
        switch (options.format()) {
            case TEXT -> surroundings.err().print(failure.text(options.errStyle()));
            case JSON -> surroundings.out().println(failure.json());
            case NDJSON -> surroundings.out().println(failure.jsonLine());
        }
        surroundings.out().flush();
        surroundings.err().flush();
        return failure.exitCode();
    }

    private synchronized void writeEvent(String line) {
        surroundings.out().println(line);
        surroundings.out().flush();
    }

    private static String withNewline(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    @Override
    public void close() {
        if (listener instanceof LiveProgress live) {
            live.close();
        }
    }
}

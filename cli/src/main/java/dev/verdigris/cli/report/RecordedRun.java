package dev.verdigris.cli.report;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.progress.ProgressListener;

/** The report to keep of one run, if the user wants one. It says on stderr where it is, or why it could not be written. */
public final class RecordedRun implements AutoCloseable {

    /** A run of which no report is kept. */
    public static final RecordedRun NONE = new RecordedRun(Optional.empty(), line -> {}, line -> {});

    private final Optional<RunRecorder> recorder;
    private final Consumer<String> remarks;
    private final Consumer<String> warnings;
    private final AtomicBoolean ended = new AtomicBoolean();

    private RecordedRun(Optional<RunRecorder> recorder, Consumer<String> remarks, Consumer<String> warnings) {
        this.recorder = recorder;
        this.remarks = remarks;
        this.warnings = warnings;
    }

    /** Begins a record in files that can be written. */
    public static RecordedRun of(
            Optional<ReportFiles> files, Verb verb, ProcessContext context, OutputOptions options) {
        Consumer<String> says = line -> context.err().println(Cells.visible(line));
        boolean quiet = options.verbosity() == Verbosity.QUIET;
        return new RecordedRun(files.map(kept -> RunRecorder.begin(kept, verb)), quiet ? line -> {} : says, says);
    }

    /** Says whose run it is. */
    public void of(Settings settings, Verb verb) {
        recorder.ifPresent(recording -> recording.of(settings, verb));
    }

    /** A listener that also records. */
    public ProgressListener around(ProgressListener listener) {
        return recorder.map(recording -> recording.around(listener)).orElse(listener);
    }

    /** Warns that a run has no report because of {@code obstacle}. */
    public static void without(Problem obstacle, ProcessContext context) {
        context.err().println(Cells.visible("warning: " + obstacle.what() + "; this run has no report"));
    }

    /**
     * Records the end of the run; only the first end counts.
     *
     * @return why the report is not written, if it is not; a warning has said so
     */
    public Optional<Problem> end(ReportView view) {
        if (recorder.isEmpty() || ended.getAndSet(true)) {
            return Optional.empty();
        }
        RunRecorder recording = recorder.get();
        Optional<Problem> unwritten = recording.end(view);
        recording
                .moved()
                .ifPresent(apart -> remarks.accept("The report of " + apart.of() + " is now in " + apart.page() + "."));
        unwritten.ifPresentOrElse(
                problem -> warnings.accept("warning: " + problem.what()),
                () -> remarks.accept("The report is in " + recording.files().named() + "."));
        return unwritten;
    }

    @Override
    public void close() {
        recorder.ifPresent(RunRecorder::close);
    }
}

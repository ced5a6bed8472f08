package dev.verdigris.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.DeployerMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReportMixin;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.cli.output.Watch;
import dev.verdigris.cli.report.RecordedRun;
import dev.verdigris.cli.report.ReportFiles;
import dev.verdigris.cli.result.ResultFiles;
import dev.verdigris.cli.result.UnwrittenResults;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.EngineOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command of one verb, from its options to its exit code: settings, engine, report. */
abstract class VerbCommand implements Callable<Integer> {

    /** After a signal, the run does not wait for a long statement, because a run may be stopped at any point. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** The limit of the status that shows where a signal has stopped the run. It fits into the grace period. */
    private static final Duration LAST_READING = Duration.ofMillis(1_500);

    private final Verb verb;
    private final ProcessContext context;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final DeployerMixin deployer = new DeployerMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerbCommand(Verb verb, ProcessContext context) {
        this.verb = verb;
        this.context = context;
    }

    /** Calls the verb. */
    abstract Report run(Verdigris engine, Settings settings);

    /** How the process ends. */
    Outcome ended(Report report) {
        return report.outcome();
    }

    /**
     * Checks the arguments before anything else.
     *
     * @throws StoppedException if they cannot be what the user means
     */
    void demand(List<String> args) {}

    /** The exit code of the process. */
    int exitCode(Report report) {
        return ended(report).exitCode();
    }

    /** The listener of the run. */
    ProgressListener listening(ProgressListener listener) {
        return listener;
    }

    /** What to do after a signal has ended a run with these arguments. */
    String whatNow(List<String> args) {
        return ErrorHandler.again(args);
    }

    /** How long the run may take to end after a signal. */
    Duration grace(Settings settings) {
        boolean tests = (verb == Verb.CHECK || verb == Verb.DEPLOY)
                && settings.checkCommand().isPresent();
        return tests ? BuilderMixin.GRACE : GRACE;
    }

    /** The time between two runs of a verb that only reads; empty if it runs once. */
    Optional<Duration> every() {
        return Optional.empty();
    }

    /** Whether the deployment in force becomes that of this run. */
    boolean takesOver() {
        return false;
    }

    /** The files that a run writes besides its report; empty for a verb that runs no checks. */
    Optional<ResultFiles> resultFiles() {
        return Optional.empty();
    }

    /** The report to keep that has this run; empty if none is written. */
    Optional<ReportFiles> reportFiles() {
        return Optional.empty();
    }

    final ProcessContext context() {
        return context;
    }

    /** The output options of this run. */
    final OutputOptions options() {
        return output.resolve(context);
    }

    /** Writes fixes whose commands repeat the given options. */
    final FixText fixes(Settings settings) {
        return environment.fixText(settings);
    }

    @Override
    public final Integer call() {
        RecordedRun record = RecordedRun.NONE;
        try {
            demand(args());
            resultFiles().flatMap(ResultFiles::obstacle).ifPresent(VerbCommand::stop);
            record = record();
            return run(environment.request(context).resolve(), record);
        } catch (StoppedException fault) {
            resultFiles().ifPresent(files -> files.failed(verb.word(), fault.problems()));
            return fail(record, ReportView.failed(verb.word(), fault.problems()));
        } catch (RuntimeException fault) {
            record.end(broken(fault));
            throw fault;
        } finally {
            record.close();
        }
    }

    /**
     * Begins the record. A variable of a pipeline does not stop a run that takes back: that runs without a report.
     *
     * @throws StoppedException if the report cannot be written
     */
    private RecordedRun record() {
        Optional<ReportFiles> kept = reportFiles();
        Optional<Problem> obstacle = kept.flatMap(files -> files.obstacle(CommandText.again(args())));
        boolean wanted = kept.flatMap(ReportFiles::variable).isEmpty();
        if (obstacle.isPresent() && !wanted && (verb == Verb.ROLLBACK || verb == Verb.ABORT)) {
            RecordedRun.without(obstacle.get(), context);
            return RecordedRun.NONE;
        }
        obstacle.ifPresent(VerbCommand::stop);
        return RecordedRun.of(kept, verb, context, options());
    }

    private static void stop(Problem problem) {
        throw new StoppedException(problem);
    }

    /** What the record keeps of a run that ends with an exception. Its handler tells the user more. */
    private ReportView broken(RuntimeException fault) {
        if (context.signals().arrived().isPresent()) {
            return interrupted();
        }
        boolean usage = fault instanceof ParameterException;
        Problem problem = new Problem(
                usage ? ProblemCode.USAGE : ProblemCode.INTERNAL,
                String.valueOf(fault.getMessage()),
                "",
                Fix.advice(usage ? "see verdigris " + verb + " --help" : "run it again with -X for a stack trace"));
        return ReportView.failed(verb.word(), List.of(problem));
    }

    private int run(Settings settings, RecordedRun record) {
        explain(settings);
        return every().map(every -> watch(settings, every)).orElseGet(() -> once(settings, record));
    }

    private int once(Settings settings, RecordedRun record) {
        record.of(settings, verb);
        try (Presenter presenter = new Presenter(context, options());
                Verdigris engine = engine(settings, record.around(listening(presenter.listener())))) {
            context.signals().endAfter(engine::cancel, grace(settings), () -> fail(record, interrupted()));
            Report report = run(engine, settings);
            Optional<Problem> unwritten = resultFiles().flatMap(files -> files.write(report));
            if (report.outcome() != Outcome.DONE && context.signals().arrived().isPresent()) {
                return fail(record, interrupted(settings));
            }
            if (report.diff().filter(DiffResult::isCancelled).isPresent()) {
                if (options().format() == OutputFormat.TEXT) {
                    presenter.report(report, ended(report), exitCode(report), fixes(settings), files(settings));
                }
                return fail(record, ReportView.interrupted(verb.word(), context, report, whatNow(args())));
            }
            ReportView view =
                    presenter.report(report, ended(report), exitCode(report), fixes(settings), files(settings));
            int exitCode = unwritten.isPresent() && report.outcome() == Outcome.DONE
                    ? Outcome.USAGE.exitCode()
                    : exitCode(report);
            unwritten.ifPresent(problem -> Presenter.problems(context, options(), List.of(problem)));
            Optional<Problem> unkept = record.end(unwritten
                    .map(problem -> UnwrittenResults.in(view, problem, exitCode))
                    .orElse(view));
            // The report is all that the verb of that name is for.
            return verb == Verb.REPORT && unkept.isPresent() && exitCode == Outcome.DONE.exitCode()
                    ? Problem.outcomeOf(List.of(unkept.get())).exitCode()
                    : exitCode;
        } catch (CancelledException e) {
            resultFiles().ifPresent(files -> files.failed(verb.word(), List.of()));
            return fail(record, interrupted(settings));
        }
    }

    /**
     * Runs the verb again and again until a signal, or until nobody reads the result. Returns the exit code of the last
     * run that was shown.
     */
    private int watch(Settings settings, Duration every) {
        int exitCode = Outcome.DONE.exitCode();
        context.signals().expectCtrlC();
        try (Watch watch = new Watch(context, options(), every);
                Verdigris engine = engine(settings, watch)) {
            context.signals().endAfter(engine::cancel, GRACE, () -> {});
            while (context.signals().arrived().isEmpty()) {
                Report report = run(engine, settings).untimed();
                exitCode = ended(report).exitCode();
                watch.show(report, ended(report), fixes(settings), files(settings));
                if (context.isUnread()) {
                    return exitCode;
                }
                Thread.sleep(every);
            }
            return exitCode;
        } catch (CancelledException | InterruptedException end) {
            return exitCode;
        }
    }

    /** The directory of the models as the user sees it, for the verbs that read it. */
    private Optional<String> files(Settings settings) {
        return switch (verb) {
            case INIT, BUILD, AWAIT, CHECK, PROMOTE, DEPLOY, PLAN, STATUS, REPORT ->
                settings.models().filter(Files::isDirectory).map(models -> {
                    Path here = context.directory();
                    return (models.startsWith(here) ? here.relativize(models) : models).toString();
                });
            case EXEC, GRANTS, ROLLBACK, CLEANUP, ABORT, HISTORY, DIFF -> Optional.empty();
        };
    }

    private Verdigris engine(Settings settings, ProgressListener listener) {
        Verdigris.Builder engine = Verdigris.configure(settings.connection(), settings.environment())
                .deployer(settings.deployer().withTakeOver(takesOver()))
                .checks(CheckMixin.checks(settings, context, options().format()))
                .listener(listener)
                .options(options(settings).withEvidence(reportFiles().isPresent()));
        if (spec.commandLine().getParseResult().hasMatchedOption(ProjectMixin.COMPILED)) {
            engine.models(ProjectMixin.compiled(settings));
        } else {
            settings.models().ifPresent(engine::models);
        }
        settings.dbt().ifPresent(engine::dbt);
        return engine.load();
    }

    /** The options of the engine that are settings. */
    static EngineOptions options(Settings settings) {
        Settings.LimitSettings limits = settings.limits();
        EngineOptions options = EngineOptions.DEFAULT;
        options = limits.verb().map(options::withVerbTimeout).orElse(options);
        options = limits.statement().map(options::withStatementTimeout).orElse(options);
        options = limits.swap().map(options::withSwapTimeout).orElse(options);
        options = settings.readiness().poll().map(options::withPollInterval).orElse(options);
        return limits.history().map(options::withHistory).orElse(options);
    }

    /** The last word of a run whose server does not answer any more. */
    private ReportView interrupted() {
        return ErrorHandler.interrupted(verb.word(), context, args());
    }

    /** Reads the state once more, in a session of its own. */
    private ReportView interrupted(Settings settings) {
        // The interrupt has ended the verb. It must not end this reading too.
        Thread.interrupted();
        EngineOptions limited = EngineOptions.DEFAULT.withVerbTimeout(LAST_READING);
        try (Verdigris engine = Verdigris.configure(settings.connection(), settings.environment())
                .options(limited)
                .load()) {
            return ReportView.interrupted(verb.word(), context, engine.status(), whatNow(args()));
        }
    }

    private List<String> args() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    private int fail(RecordedRun record, ReportView failure) {
        int exitCode = Presenter.failure(context, options(), failure);
        record.end(failure);
        return exitCode;
    }

    private void explain(Settings settings) {
        if (options().verbosity() == Verbosity.VERBOSE) {
            context.err().println("environment " + settings.environment().name());
            settings.provenance().forEach(line -> context.err().println("  " + line));
        }
        if (options().verbosity() != Verbosity.QUIET) {
            settings.notes().forEach(context.err()::println);
        }
    }

    /** The command of a verb that works on a deployment, so that the report of a release can have its run. */
    abstract static class Recorded extends VerbCommand {

        @Mixin
        private final ReportMixin report = new ReportMixin();

        Recorded(Verb verb, ProcessContext context) {
            super(verb, context);
        }

        @Override
        Optional<ReportFiles> reportFiles() {
            return report.files(context());
        }
    }
}

package dev.verdigris.cli.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsResult;
import dev.verdigris.cli.option.CliException;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.EngineOptions;

/** One verb from its options to its exit code: settings, engine, report. */
final class VerbRun {

    /** After a signal, the run does not wait for a long statement, because a run may be stopped at any point. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Verb verb;
    private final ProcessContext context;
    private final OutputOptions options;

    VerbRun(Verb verb, ProcessContext context, OutputMixin output) {
        this.verb = verb;
        this.context = context;
        this.options = output.resolve(context);
    }

    /** The call of a verb on the engine. */
    @FunctionalInterface
    interface Action {
        /** Calls the verb. */
        Report on(Verdigris engine, Settings settings);
    }

    /** The output options of this run. */
    OutputOptions options() {
        return options;
    }

    /** Runs {@code action} with the settings that result from the options. Returns the exit code. */
    int run(EnvironmentMixin environment, Map<Key, List<String>> more, Action action) {
        return switch (environment.request(context, more).resolve()) {
            case SettingsResult.Faulty faulty -> fail(ReportView.failed(verb.word(), faulty.problems()));
            case SettingsResult.Resolved resolved -> run(resolved.settings(), action, environment.fixText(more));
        };
    }

    private int run(Settings settings, Action action, FixText fixes) {
        explain(settings);
        context.signals().endAfter(GRACE, () -> fail(interrupted()));
        try (Presenter presenter = new Presenter(context, options);
                Verdigris engine = Verdigris.configure(settings.connection(), settings.environment())
                        .listener(presenter.listener())
                        .options(options(settings.limits()))
                        .load()) {
            Report report = action.on(engine, settings);
            if (report.outcome() != Outcome.DONE && context.signals().arrived()) {
                return fail(interrupted());
            }
            presenter.report(report, fixes);
            return report.outcome().exitCode();
        } catch (CliException refusal) {
            return fail(ReportView.failed(verb.word(), refusal.problems()));
        }
    }

    private static EngineOptions options(Settings.LimitSettings limits) {
        EngineOptions.Builder engine = EngineOptions.builder();
        limits.statement().ifPresent(engine::statementTimeout);
        limits.swap().ifPresent(engine::swapTimeout);
        return engine.build();
    }

    private ReportView interrupted() {
        return ReportView.interrupted(verb.word(), ErrorHandler.RUN_AGAIN);
    }

    private int fail(ReportView failure) {
        return Presenter.failure(context, options, failure);
    }

    private void explain(Settings settings) {
        if (options.verbosity() == Verbosity.VERBOSE) {
            PrintStream err = context.err();
            err.println("environment " + settings.environment().name());
            settings.provenance()
                    .forEach(line ->
                            err.println("  " + line.name() + " = " + line.shown() + "  (" + line.origin() + ")"));
        }
    }
}

package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.Verdigris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "status", header = "Show the state of the environment and the next command.")
final class StatusCommand extends VerbCommand {

    /** Each result costs the server a reading of the catalog. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    @Option(
            names = "--exit-code",
            order = 1,
            description = "End with the exit code of the problems of the environment. Without it, the exit code is 0.")
    private boolean exitCode;

    private Optional<Duration> every = Optional.empty();

    private Optional<Assessment> seen = Optional.empty();

    @Spec
    private CommandSpec command = CommandSpec.create();

    StatusCommand(ProcessContext context) {
        super(Verb.STATUS, context);
    }

    @Option(
            names = "--watch",
            arity = "0..1",
            paramLabel = "TIME",
            fallbackValue = "${bundle:default-watch}",
            order = 2,
            description = "Show the state again and again, at intervals of TIME, until Ctrl-C. Default of TIME:"
                    + " ${bundle:default-watch}. The exit code is that of the last state. Without a terminal, the state"
                    + " is written again only when it has changed; in JSON, it is one line each time.")
    private void watch(Duration interval) {
        if (interval.compareTo(LEAST) < 0) {
            throw new ParameterException(
                    command.commandLine(),
                    "--watch must be at least " + DurationText.of(LEAST) + " but is " + DurationText.of(interval));
        }
        every = Optional.of(interval);
    }

    @Override
    Optional<Duration> every() {
        return every;
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        Report report = engine.status(PolicyMixin.policy(settings), seen);
        seen = report.readiness().or(() -> seen);
        return report;
    }

    @Override
    Outcome ended(Report report) {
        return exitCode ? Problem.outcomeOf(report.problems()) : report.outcome();
    }
}

package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", header = "Show the state of the environment and the next command.")
final class StatusCommand extends VerbCommand {

    @Option(
            names = "--exit-code",
            order = 1,
            description = "End with the exit code of the problems of the environment. Without it, the exit code is 0.")
    private boolean exitCode;

    StatusCommand(ProcessContext context) {
        super(Verb.STATUS, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.status(PolicyMixin.policy(settings));
    }

    @Override
    Outcome ended(Report report) {
        return exitCode ? Problem.outcomeOf(report.problems()) : report.outcome();
    }
}

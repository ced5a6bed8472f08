package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.HistoryRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "history", header = "List the deployments of the environment, including those that have ended.")
final class HistoryCommand extends VerbCommand {

    private int limit = Defaults.HISTORY_LIMIT;

    @Spec
    private CommandSpec command = CommandSpec.create();

    HistoryCommand(ProcessContext context) {
        super(Verb.HISTORY, context);
    }

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            order = 1,
            description = "Number of deployments to list, newest first. Default: ${bundle:default-history-limit}.")
    private void limit(int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), "--limit must be at least 1 but is " + number);
        }
        limit = number;
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.history(HistoryRequest.DEFAULT.withLimit(limit));
    }
}

package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import picocli.CommandLine.Command;

@Command(name = "status", header = "Show the state of the environment and the next command.")
final class StatusCommand extends VerbCommand {

    StatusCommand(ProcessContext context) {
        super(Verb.STATUS, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.status();
    }
}

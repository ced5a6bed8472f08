package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.GrantsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "grants",
        header = "Carry owners, grants and comments from the live objects to their staged counterparts.")
final class GrantsCommand extends VerbCommand.Recorded {

    @Option(names = SwapMixin.DRY_RUN, order = 1, description = "Only show the statements.")
    private boolean dryRun;

    GrantsCommand(ProcessContext context) {
        super(Verb.GRANTS, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.grants(GrantsRequest.DEFAULT.withDryRun(dryRun));
    }
}

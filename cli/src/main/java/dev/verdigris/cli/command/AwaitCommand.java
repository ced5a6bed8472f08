package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "await", header = "Wait until the staged side is hydrated and has caught up.")
final class AwaitCommand extends VerbCommand.Recorded {

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final PolicyMixin policy = new PolicyMixin();

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    AwaitCommand(ProcessContext context) {
        super(Verb.AWAIT, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.await(ReadinessMixin.await(settings));
    }
}

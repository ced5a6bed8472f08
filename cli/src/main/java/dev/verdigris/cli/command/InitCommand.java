package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.InitMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.option.TakeOverMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "init", header = "Create the staged schemas and clusters as copies of the live ones.")
final class InitCommand extends VerbCommand.Recorded {

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final InitMixin init = new InitMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Option(names = SwapMixin.DRY_RUN, order = 1, description = "Only show the steps.")
    private boolean dryRun;

    @Mixin
    private final TakeOverMixin takeOver = new TakeOverMixin();

    InitCommand(ProcessContext context) {
        super(Verb.INIT, context);
    }

    @Override
    boolean takesOver() {
        return takeOver.takesOver();
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.init(init.request(dryRun, settings));
    }
}

package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.option.TakeOverMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.BuildRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "build", header = "Create the project's models in the staged schemas and clusters.")
final class BuildCommand extends VerbCommand.Recorded {

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Option(names = SwapMixin.DRY_RUN, order = 1, description = "Only show the statements.")
    private boolean dryRun;

    @Mixin
    private final TakeOverMixin takeOver = new TakeOverMixin();

    BuildCommand(ProcessContext context) {
        super(Verb.BUILD, context);
    }

    @Override
    boolean takesOver() {
        return takeOver.takesOver();
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.build(BuildRequest.of(project.source(settings)).withDryRun(dryRun));
    }
}

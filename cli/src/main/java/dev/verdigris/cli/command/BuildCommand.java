package dev.verdigris.cli.command;

import java.util.concurrent.Callable;

import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.BuildRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Create the project's models in the staged schemas and clusters. */
@Command(name = "build", header = "Create the project's models in the staged schemas and clusters.")
final class BuildCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(names = "--dry-run", order = 1, description = "Only show the statements.")
    private boolean dryRun;

    BuildCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.BUILD, context, output)
                .run(
                        environment,
                        project.given(),
                        (engine, settings) -> engine.build(
                                BuildRequest.of(ProjectMixin.models(settings)).withDryRun(dryRun)));
    }
}

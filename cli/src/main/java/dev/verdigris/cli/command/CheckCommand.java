package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Run the project's assertions against the staged side. */
@Command(name = "check", header = "Run the project's assertions against the staged side.")
final class CheckCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(
            names = "--samples",
            paramLabel = "N",
            order = 6,
            description = "Offending rows to show per check. Default: ${DEFAULT-VALUE}.")
    private int samples = Defaults.CHECK_SAMPLES;

    @Option(
            names = "--check-timeout",
            paramLabel = "TIME",
            order = 7,
            description = "Limit for each check. Default: ${bundle:default-check-timeout}.")
    private Duration timeout = Defaults.CHECK_TIMEOUT;

    CheckCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.CHECK, context, output)
                .run(
                        environment,
                        project.given(),
                        (engine, settings) -> engine.check(CheckRequest.of(ProjectMixin.checks(settings))
                                .withSamples(samples)
                                .withTimeout(timeout)));
    }
}

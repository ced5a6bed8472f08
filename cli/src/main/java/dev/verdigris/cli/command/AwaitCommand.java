package dev.verdigris.cli.command;

import java.util.concurrent.Callable;

import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wait until the staged side is hydrated and has caught up. */
@Command(name = "await", header = "Wait until the staged side is hydrated and has caught up.")
final class AwaitCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    AwaitCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.AWAIT, context, output)
                .run(
                        environment,
                        readiness.given(),
                        (engine, settings) -> engine.await(ReadinessMixin.await(settings)));
    }
}

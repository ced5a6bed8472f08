package dev.verdigris.cli.command;

import java.util.concurrent.Callable;

import dev.verdigris.cli.output.Surroundings;
import dev.verdigris.core.plan.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wait until the staged side is hydrated and no longer behind. */
@Command(name = "await", header = "Wait until the staged side is hydrated and no longer behind.")
final class AwaitCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    AwaitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.AWAIT, surroundings, output)
                .run(
                        environment,
                        readiness.given(),
                        (engine, settings) -> engine.await(ReadinessMixin.await(settings)));
    }
}

package dev.verdigris.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.output.Surroundings;
import dev.verdigris.core.plan.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Show where the environment stands and what comes next. */
@Command(name = "status", header = "Show where the environment stands and what comes next.")
final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.STATUS, surroundings, output)
                .run(environment, Map.of(), (engine, settings) -> engine.status());
    }
}

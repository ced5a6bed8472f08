package dev.verdigris.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Show the state of the environment and the next command. */
@Command(name = "status", header = "Show the state of the environment and the next command.")
final class StatusCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    StatusCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.STATUS, context, output)
                .run(environment, Map.of(), (engine, settings) -> engine.status());
    }
}

package dev.verdigris.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.InitMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Create the staged schemas and clusters as copies of the live ones. */
@Command(name = "init", header = "Create the staged schemas and clusters as copies of the live ones.")
final class InitCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final InitMixin init = new InitMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(names = "--dry-run", order = 1, description = "Only show the steps.")
    private boolean dryRun;

    InitCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.INIT, context, output)
                .run(environment, Map.of(), (engine, settings) -> engine.init(init.request(dryRun, accept.codes())));
    }
}

package dev.verdigris.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.DropMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Mixin;

/** A verb that drops one side, object by object. Its subclasses choose the side. */
abstract sealed class DropCommand implements Callable<Integer> permits AbortCommand, CleanupCommand {

    private final Verb verb;
    private final DropRequest.Side side;
    private final ProcessContext context;

    @Mixin
    private final DropMixin drop = new DropMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    DropCommand(Verb verb, DropRequest.Side side, ProcessContext context) {
        this.verb = verb;
        this.side = side;
        this.context = context;
    }

    @Override
    public final Integer call() {
        VerbRun run = new VerbRun(verb, context, output);
        DropRun dropping = new DropRun(context, run.options(), drop, environment.fixText(Map.of()));
        return run.run(
                environment,
                Map.of(),
                (engine, settings) -> dropping.run(dry -> engine.drop(drop.request(side, dry, accept.codes()))));
    }
}

package dev.verdigris.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Drop a staged side that was never promoted. */
@Command(name = "abort", header = "Drop a staged side that was never promoted.")
final class AbortCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final DropMixin drop = new DropMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    AbortCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        VerbRun run = new VerbRun(Verb.ABORT, context, output);
        DropRun dropping = new DropRun(context, run.options(), drop, environment.fixText(Map.of()));
        return run.run(
                environment,
                Map.of(),
                (engine, settings) -> dropping.run(dry -> engine.drop(drop.request(DropRequest.Side.STAGED)
                        .dryRun(dry)
                        .accept(accept.codes())
                        .build())));
    }
}

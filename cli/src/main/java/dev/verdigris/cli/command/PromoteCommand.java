package dev.verdigris.cli.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.PromoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Make the staged side live in one atomic step, then re-point the sinks. */
@Command(name = "promote", header = "Make the staged side live in one atomic step, then re-point the sinks.")
final class PromoteCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final SwapMixin swap = new SwapMixin();

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(names = "--wait", order = 2, description = "Wait for readiness first, like await.")
    private boolean wait;

    @Option(names = "--skip-readiness", order = 3, description = "Promote even if objects are not ready.")
    private boolean skipReadiness;

    @Option(
            names = "--adopt",
            order = 3,
            description =
                    "Treat a suffixed side without a lock schema as staged although it is older than the live side.")
    private boolean adopt;

    PromoteCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<Key, List<String>> given = new EnumMap<>(readiness.given());
        given.putAll(swap.given());
        return new VerbRun(Verb.PROMOTE, context, output)
                .run(environment, given, (engine, settings) -> engine.promote(request(settings)));
    }

    private PromoteRequest request(Settings settings) {
        PromoteRequest.Builder request = PromoteRequest.builder()
                .policy(ReadinessMixin.policy(settings))
                .skipReadiness(skipReadiness)
                .adopt(adopt)
                .sinkTimeout(swap.sinkTimeout())
                .dryRun(swap.dryRun())
                .accept(accept.codes());
        return (wait ? request.awaiting(ReadinessMixin.await(settings)) : request).build();
    }
}

package dev.verdigris.cli.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.RollbackRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Make the previous side live again, sinks too. */
@Command(name = "rollback", header = "Make the previous side live again, sinks too.")
final class RollbackCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final SwapMixin swap = new SwapMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(
            names = "--lag",
            paramLabel = "TIME",
            order = 21,
            description = "Allowed lag of a previous object. Default: ${bundle:default-lag},"
                    + " or the lag of its live counterpart plus ${bundle:default-lag-margin}.")
    private Optional<String> lag = Optional.empty();

    RollbackCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<Key, List<String>> given = new EnumMap<>(swap.given());
        given.put(Key.READY_LAG, lag.stream().toList());
        return new VerbRun(Verb.ROLLBACK, context, output)
                .run(
                        environment,
                        given,
                        (engine, settings) -> engine.rollback(RollbackRequest.builder()
                                .policy(ReadinessMixin.policy(settings))
                                .sinkTimeout(swap.sinkTimeout())
                                .dryRun(swap.dryRun())
                                .accept(accept.codes())
                                .build()));
    }
}

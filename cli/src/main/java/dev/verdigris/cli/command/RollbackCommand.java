package dev.verdigris.cli.command;

import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.RollbackRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rollback", header = "Make the previous side live again, sinks too.")
final class RollbackCommand extends VerbCommand {

    @Mixin
    private final SwapMixin swap = new SwapMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Option(
            names = "--lag",
            paramLabel = "TIME",
            order = 21,
            description = "Allowed lag of a previous object. Default: ${bundle:default-lag},"
                    + " or the lag of its live counterpart plus ${bundle:default-lag-margin}.")
    private Optional<String> lag = Optional.empty();

    RollbackCommand(ProcessContext context) {
        super(Verb.ROLLBACK, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.rollback(RollbackRequest.DEFAULT
                .withPolicy(ReadinessMixin.policy(settings))
                .withSinkTimeout(swap.sinkTimeout())
                .withDryRun(swap.dryRun())
                .withAccept(settings.accept()));
    }
}

package dev.verdigris.cli.command;

import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.PolicyMixin;
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
final class RollbackCommand extends VerbCommand.Recorded {

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

    @Option(
            names = "--window",
            paramLabel = "TIME",
            order = 22,
            description =
                    "How long after the promotion no consent is needed. Default: ${bundle:default-rollback-window}.")
    private Optional<String> window = Optional.empty();

    RollbackCommand(ProcessContext context) {
        super(Verb.ROLLBACK, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.rollback(request(settings)
                .withSinkTimeout(swap.sinkTimeout())
                .withDryRun(swap.dryRun())
                .withAccept(settings.accept()));
    }

    /** A rollback with what is configured. */
    static RollbackRequest request(Settings settings) {
        RollbackRequest request = RollbackRequest.DEFAULT.withPolicy(PolicyMixin.policy(settings));
        return settings.limits().rollback().map(request::withWindow).orElse(request);
    }
}

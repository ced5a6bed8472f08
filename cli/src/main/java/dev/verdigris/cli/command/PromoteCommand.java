package dev.verdigris.cli.command;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.ApprovedPlanMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.ResultMixin;
import dev.verdigris.cli.option.SinkMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.result.ResultFiles;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.PromoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "promote", header = "Make the staged side live in one atomic step, then let the sinks follow.")
final class PromoteCommand extends VerbCommand.Recorded {

    @Mixin
    private final SwapMixin swap = new SwapMixin();

    @Mixin
    private final PolicyMixin policy = new PolicyMixin();

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final ResultMixin results = new ResultMixin();

    @Mixin
    private final SinkMixin sinks = new SinkMixin();

    @Mixin
    private final ApprovedPlanMixin approval = new ApprovedPlanMixin();

    private Optional<ApprovedPlan> approved = Optional.empty();

    @Option(names = "--wait", order = 2, description = "Wait for readiness first, like await.")
    private boolean wait;

    /** Read as a consent. */
    @Option(
            names = AcceptMixin.SKIP_READINESS,
            paramLabel = "REASON",
            order = 3,
            description = "Promote without looking at the readiness. The deployment keeps the reason.")
    private Optional<String> skipReadiness = Optional.empty();

    @Option(
            names = "--adopt",
            order = 3,
            description = "Say that the suffixed side is the new version, if the ids or a lock schema do not show it.")
    private boolean adopt;

    PromoteCommand(ProcessContext context) {
        super(Verb.PROMOTE, context);
    }

    @Override
    void demand(List<String> args) {
        approved = approval.read(context());
    }

    @Override
    Optional<ResultFiles> resultFiles() {
        return Optional.of(results.files(context().directory()));
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.promote(request(settings));
    }

    private PromoteRequest request(Settings settings) {
        PromoteRequest request = PromoteRequest.DEFAULT
                .withChecks(CheckMixin.checks(settings, context(), options().format()))
                .withPolicy(PolicyMixin.policy(settings))
                .withAdopt(adopt)
                .withSinkTimeout(swap.sinkTimeout())
                .withDryRun(swap.dryRun())
                .withSinks(settings.sinks())
                .withAccept(settings.accept());
        PromoteRequest asked = approved.map(request::withApproved).orElse(request);
        return wait ? asked.withAwaiting(ReadinessMixin.await(settings)) : asked;
    }
}

package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.ApprovedPlanMixin;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.InitMixin;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.ResultMixin;
import dev.verdigris.cli.option.SinkMixin;
import dev.verdigris.cli.option.SwapMixin;
import dev.verdigris.cli.option.TakeOverMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.result.ResultFiles;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.PromoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "deploy", header = "Init, build or exec, await, check and promote in one.")
final class DeployCommand extends VerbCommand.Recorded {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final InitMixin init = new InitMixin();

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final PolicyMixin policy = new PolicyMixin();

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final CheckMixin check = new CheckMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final ResultMixin results = new ResultMixin();

    @Mixin
    private final SinkMixin sinks = new SinkMixin();

    @Mixin
    private final ApprovedPlanMixin approval = new ApprovedPlanMixin();

    private Optional<ApprovedPlan> approved = Optional.empty();

    @Mixin
    private final BuilderMixin builder = new BuilderMixin();

    @Option(names = "--no-build", order = 6, description = "Do not build: another tool has built the staged side.")
    private boolean noBuild;

    @Option(
            names = SwapMixin.DRY_RUN,
            order = 1,
            description = "Only show the steps and the problems that are known before the first step.")
    private boolean dryRun;

    @Option(
            names = "--sink-timeout",
            paramLabel = "TIME",
            order = 7,
            description = "Longest wait for one sink to be re-pointed. Default: ${bundle:default-sink-timeout}.")
    private Duration sinkTimeout = Defaults.SINK_TIMEOUT;

    @Option(
            names = "--swap-timeout",
            paramLabel = "TIME",
            order = 8,
            description = "How long to try the swap again while others change the catalog."
                    + " Default: ${bundle:default-swap-timeout}.")
    private Optional<String> swapTimeout = Optional.empty();

    @Mixin
    private final TakeOverMixin takeOver = new TakeOverMixin();

    DeployCommand(ProcessContext context) {
        super(Verb.DEPLOY, context);
    }

    @Override
    boolean takesOver() {
        return takeOver.takesOver();
    }

    @Override
    Duration grace(Settings settings) {
        return runsBuilder(settings) ? BuilderMixin.GRACE : super.grace(settings);
    }

    private boolean runsBuilder(Settings settings) {
        return !noBuild && settings.builder().isPresent();
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
        return engine.deploy(request(settings));
    }

    private DeployRequest request(Settings settings) {
        Optional<ExecRequest> exec = runsBuilder(settings)
                ? BuilderMixin.request(settings, context(), options().format())
                : Optional.empty();
        if (noBuild && spec.commandLine().getParseResult().hasMatchedOption(BuilderMixin.OPTION)) {
            throw new ParameterException(spec.commandLine(), "--no-build and --exec exclude each other");
        }
        AwaitRequest awaiting = ReadinessMixin.await(settings);
        PromoteRequest promote = PromoteRequest.DEFAULT
                .withAwaiting(awaiting)
                .withSinkTimeout(sinkTimeout)
                .withSinks(settings.sinks())
                .withAccept(settings.accept());
        DeployRequest request = new DeployRequest(
                init.request(false, settings),
                noBuild || exec.isPresent() ? Optional.empty() : Optional.of(BuildRequest.of(project.source(settings))),
                exec,
                awaiting,
                Optional.of(CheckMixin.request(settings, context(), options().format())),
                promote,
                dryRun);
        return approved.map(request::withApproved).orElse(request);
    }
}

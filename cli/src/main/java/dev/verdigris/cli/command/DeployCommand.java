package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.InitMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.PromoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Init, build, await, check and promote in one. */
@Command(name = "deploy", header = "Init, build, await, check and promote in one.")
final class DeployCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final InitMixin init = new InitMixin();

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final ReadinessMixin readiness = new ReadinessMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(names = "--no-build", order = 6, description = "Do not build: another tool has built the staged side.")
    private boolean noBuild;

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

    DeployCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<Key, List<String>> given = new EnumMap<>(Key.class);
        given.putAll(project.given());
        given.putAll(readiness.given());
        given.put(Key.SWAP_TIMEOUT, swapTimeout.stream().toList());
        return new VerbRun(Verb.DEPLOY, context, output)
                .run(environment, given, (engine, settings) -> engine.deploy(request(settings)));
    }

    private DeployRequest request(Settings settings) {
        AwaitRequest awaiting = ReadinessMixin.await(settings);
        DeployRequest.Builder request = DeployRequest.builder()
                .beginning(init.request(false, accept.codes()))
                .awaiting(awaiting)
                .promoting(PromoteRequest.builder()
                        .awaiting(awaiting)
                        .sinkTimeout(sinkTimeout)
                        .accept(accept.codes())
                        .build());
        if (!noBuild) {
            request.building(BuildRequest.of(ProjectMixin.models(settings)));
        }
        ProjectMixin.checksIfAny(settings).map(CheckRequest::of).ifPresent(request::checking);
        return request.build();
    }
}

package dev.verdigris.cli.command;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Show the steps of a verb and their reasons, without running them. */
@Command(name = "plan", header = "Show the steps of a verb and their reasons, without running them.")
final class PlanCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Parameters(
            paramLabel = "VERB",
            arity = "0..1",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: the next verb.")
    private Optional<Planned> verb = Optional.empty();

    /** The verbs whose steps are known before they begin, with their default options. */
    enum Planned {
        INIT((engine, settings) -> engine.plan(InitRequest.DEFAULT)),
        BUILD((engine, settings) -> engine.plan(build(settings))),
        PROMOTE((engine, settings) -> engine.plan(
                PromoteRequest.builder().policy(ReadinessMixin.policy(settings)).build())),
        ROLLBACK((engine, settings) -> engine.plan(RollbackRequest.DEFAULT)),
        CLEANUP((engine, settings) -> engine.plan(DropRequest.PREVIOUS)),
        ABORT((engine, settings) -> engine.plan(DropRequest.STAGED)),
        DEPLOY((engine, settings) -> engine.plan(DeployRequest.of(build(settings))));

        private final VerbRun.Action action;

        Planned(VerbRun.Action action) {
            this.action = action;
        }

        private static BuildRequest build(Settings settings) {
            return BuildRequest.of(ProjectMixin.models(settings));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PlanCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new VerbRun(Verb.PLAN, context, output)
                .run(
                        environment,
                        project.given(),
                        (engine, settings) -> verb.map(chosen -> chosen.action.on(engine, settings))
                                .orElseGet(engine::plan));
    }
}

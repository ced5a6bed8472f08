package dev.verdigris.cli.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
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
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Parameters(
            paramLabel = "VERB",
            arity = "0..1",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: the next verb.")
    private Optional<Planned> verb = Optional.empty();

    /** The verbs whose steps are known before they begin, with their default options. */
    enum Planned {
        INIT((engine, settings, accept) -> engine.plan(init(accept))),
        BUILD((engine, settings, accept) -> engine.plan(build(settings))),
        PROMOTE((engine, settings, accept) -> engine.plan(promote(settings, accept))),
        ROLLBACK((engine, settings, accept) -> engine.plan(RollbackRequest.DEFAULT.withAccept(accept))),
        CLEANUP((engine, settings, accept) -> engine.plan(drop(DropRequest.Side.PREVIOUS, accept))),
        ABORT((engine, settings, accept) -> engine.plan(drop(DropRequest.Side.STAGED, accept))),
        DEPLOY((engine, settings, accept) -> engine.plan(DeployRequest.DEFAULT
                .withInit(init(accept))
                .withBuild(build(settings))
                .withPromote(promote(settings, accept))));

        private final Action action;

        Planned(Action action) {
            this.action = action;
        }

        /** Shows the plan of one verb. */
        private interface Action {

            Report show(Verdigris engine, Settings settings, Set<ProblemCode> accept);
        }

        private static InitRequest init(Set<ProblemCode> accept) {
            return InitRequest.DEFAULT.withAccept(accept);
        }

        private static BuildRequest build(Settings settings) {
            return BuildRequest.of(ProjectMixin.models(settings));
        }

        private static PromoteRequest promote(Settings settings, Set<ProblemCode> accept) {
            return PromoteRequest.DEFAULT
                    .withPolicy(ReadinessMixin.policy(settings))
                    .withAccept(accept);
        }

        private static DropRequest drop(DropRequest.Side side, Set<ProblemCode> accept) {
            return DropRequest.of(side).withAccept(accept);
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
                        (engine, settings) -> verb.map(chosen -> chosen.action.show(engine, settings, accept.codes()))
                                .orElseGet(engine::plan));
    }
}

package dev.verdigris.cli.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
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

@Command(name = "plan", header = "Show the steps of a verb and their reasons, without running them.")
final class PlanCommand extends VerbCommand {

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

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
        ROLLBACK((engine, settings, accept) ->
                engine.plan(RollbackRequest.builder().accept(accept).build())),
        CLEANUP((engine, settings, accept) -> engine.plan(drop(DropRequest.Side.PREVIOUS, accept))),
        ABORT((engine, settings, accept) -> engine.plan(drop(DropRequest.Side.STAGED, accept))),
        DEPLOY((engine, settings, accept) -> engine.plan(DeployRequest.builder()
                .beginning(init(accept))
                .building(build(settings))
                .promoting(promote(settings, accept))
                .build()));

        private final Action action;

        Planned(Action action) {
            this.action = action;
        }

        /** Shows the plan of one verb. */
        private interface Action {

            Report show(Verdigris engine, Settings settings, Set<ProblemCode> accept);
        }

        private static InitRequest init(Set<ProblemCode> accept) {
            return InitRequest.builder().accept(accept).build();
        }

        private static BuildRequest build(Settings settings) {
            return BuildRequest.of(ProjectMixin.models(settings));
        }

        private static PromoteRequest promote(Settings settings, Set<ProblemCode> accept) {
            return PromoteRequest.builder()
                    .policy(ReadinessMixin.policy(settings))
                    .accept(accept)
                    .build();
        }

        private static DropRequest drop(DropRequest.Side side, Set<ProblemCode> accept) {
            return DropRequest.builder(side).accept(accept).build();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PlanCommand(ProcessContext context) {
        super(Verb.PLAN, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return verb.map(chosen -> chosen.action.show(engine, settings, accept.codes()))
                .orElseGet(engine::plan);
    }
}

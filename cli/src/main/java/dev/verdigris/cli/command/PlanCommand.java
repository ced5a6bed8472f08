package dev.verdigris.cli.command;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Show what a verb would do, and why, without doing it. */
@Command(name = "plan", header = "Show what a verb would do, and why, without doing it.")
final class PlanCommand implements Callable<Integer> {

    private final ProcessContext context;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Parameters(
            paramLabel = "VERB",
            arity = "0..1",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: the verb that comes next.")
    private Optional<Planned> verb = Optional.empty();

    /** The verbs whose work is known before they begin. */
    enum Planned {
        INIT(InitRequest.DEFAULT),
        PROMOTE(PromoteRequest.DEFAULT),
        ROLLBACK(RollbackRequest.DEFAULT),
        CLEANUP(DropRequest.PREVIOUS),
        ABORT(DropRequest.STAGED);

        private final VerbRequest request;

        Planned(VerbRequest request) {
            this.request = request;
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
                        Map.of(),
                        (engine, settings) ->
                                verb.map(chosen -> engine.plan(chosen.request)).orElseGet(engine::plan));
    }
}

package dev.verdigris.engine.internal.verb;

import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.DryRun;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/** The verbs that run a plan: init, promote, rollback, cleanup and abort. */
public final class PlannedVerbs {

    private final Context context;
    private final VerbTemplate template;

    /** Creates the verbs. */
    public PlannedVerbs(Context context) {
        this.context = context;
        this.template = new VerbTemplate(context);
    }

    /** Runs a request, or shows its plan if the request is a dry run. */
    public Report run(VerbRequest request) {
        return run(request, planning(request));
    }

    /** Completes the follow-up of a finished promotion, and does nothing else. */
    Report followUp(PromoteRequest request) {
        return run(request, SwapPlanning.promote(context, request, true));
    }

    private Report run(VerbRequest request, Planning planning) {
        return template.run(planning.verb(), request.dryRun(), () -> {
            Optional<VerbResult> notReady = planning.awaits().flatMap(this::awaited);
            if (notReady.isPresent()) {
                return notReady.get();
            }
            VerbResult result = request.dryRun()
                    ? new DryRun(context).of(planning.get())
                    : new PlanLoop(context, limits(request), planning).run();
            return result.assessed(planning.judged());
        });
    }

    /** Shows the plan of a request. It only reads from the server. */
    public Report show(VerbRequest request) {
        return template.run(Verb.PLAN, true, () -> shown(request));
    }

    VerbResult shown(VerbRequest request) {
        Planning planning = planning(request);
        return VerbResult.shown(planning.get())
                .assessed(planning.judged())
                .noting("this is the present plan of " + planning.verb());
    }

    /** The remaining steps of a promotion that is already done. */
    VerbResult shownFollowUp(PromoteRequest request) {
        return VerbResult.shown(SwapPlanning.promote(context, request, true).get());
    }

    /** Waits for readiness. Returns a result if the wait failed. */
    private Optional<VerbResult> awaited(AwaitRequest request) {
        if (!context.read().mayBeStaged()) {
            // There is nothing to wait for. Promote completes its follow-up, or reports why it cannot continue.
            return Optional.empty();
        }
        VerbResult waited = new AwaitVerb(context).work(request);
        return waited.problems().isEmpty() ? Optional.empty() : Optional.of(waited);
    }

    private Planning planning(VerbRequest request) {
        return switch (request) {
            case InitRequest init -> new InitPlanning(context, init);
            case PromoteRequest promote -> SwapPlanning.promote(context, promote, false);
            case RollbackRequest rollback -> SwapPlanning.rollback(context, rollback);
            case DropRequest drop -> {
                Request.Drop fresh = new Request.Drop(drop.adopt(), RunIdentities.fresh(context), drop.accept());
                yield switch (drop.side()) {
                    case PREVIOUS -> planning(Verb.CLEANUP, view -> DropPlanner.cleanup(view, fresh));
                    case STAGED -> planning(Verb.ABORT, view -> DropPlanner.abort(view, fresh));
                };
            }
        };
    }

    private Planning planning(Verb verb, Function<DeploymentView, PlanResult> planner) {
        return new Planning() {
            @Override
            public Verb verb() {
                return verb;
            }

            @Override
            public PlanResult get() {
                return planner.apply(context.read());
            }
        };
    }

    private static StepLimits limits(VerbRequest request) {
        return switch (request) {
            case InitRequest init -> StepLimits.NONE;
            case PromoteRequest promote -> StepLimits.sinks(promote.sinkTimeout());
            case RollbackRequest rollback -> StepLimits.sinks(rollback.sinkTimeout());
            case DropRequest drop -> new StepLimits(StepLimits.NONE.sink(), drop.drainTimeout(), drop.forceDrain());
        };
    }
}

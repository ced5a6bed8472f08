package dev.verdigris.engine.internal.verb;

import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogScope;
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
        return template.ending(planning.verb(), request.dryRun(), () -> {
            Optional<VerbTemplate.Ended> notReady = planning.awaits().flatMap(await -> awaited(planning, await));
            if (notReady.isPresent()) {
                return notReady.get();
            }
            if (request.dryRun()) {
                return unchanged(planning, new DryRun(context).of(planning.get()))
                        .showing(planning.verb());
            }
            VerbResult result = new PlanLoop(context, limits(request), planning).run();
            return new VerbTemplate.Ended(
                    result.assessed(planning.judged()), planning.last().flatMap(last -> last.after(result)));
        });
    }

    /** Shows the plan of a request. It only reads from the server. */
    public Report show(VerbRequest request) {
        return template.ending(Verb.PLAN, true, () -> shown(request));
    }

    VerbTemplate.Ended shown(VerbRequest request) {
        Planning planning = planning(request);
        return unchanged(
                        planning,
                        VerbResult.shown(planning.get()).noting("this is the present plan of " + planning.verb()))
                .showing(planning.verb());
    }

    /** The remaining steps of a promotion that is already done. */
    VerbTemplate.Ended shownFollowUp(PromoteRequest request) {
        Planning planning = SwapPlanning.promote(context, request, true);
        return new VerbTemplate.Ended(
                VerbResult.shown(planning.get()), planning.last().map(LastPlan::view));
    }

    private static VerbTemplate.Ended unchanged(Planning planning, VerbResult result) {
        return new VerbTemplate.Ended(
                result.assessed(planning.judged()), planning.last().map(LastPlan::view));
    }

    /**
     * Waits for readiness. Returns an end if the wait failed. If nothing is staged, there is nothing to wait
     * for: promote completes its follow-up, or reports why it cannot continue. If one observation was enough, the plan
     * uses it, and nothing is read again.
     */
    private Optional<VerbTemplate.Ended> awaited(Planning planning, AwaitRequest request) {
        AwaitVerb.Waited waited =
                new AwaitVerb(context).waitFor(request, CatalogScope.AWAIT.with(CatalogScope.PROMOTE));
        if (waited.judged().isPresent() && !waited.problems().isEmpty()) {
            return Optional.of(waited.ended());
        }
        if (waited.observations() == 1) {
            planning.startOn(waited.observed());
        }
        return Optional.empty();
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
        return new ViewPlanning(verb, context.readings(CatalogScope.DROP), planner);
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

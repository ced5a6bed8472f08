package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.PromoteRequest;

/** Plans a promotion. The history never stops it: if the server refuses a step of it, the promotion goes on without. */
final class PromotePlanning extends Planning {

    private final Context context;
    private final PromoteRequest request;
    private final RequiredChecks checks;
    private final boolean followUpOnly;
    private final RunIdentity fresh;
    private final ReadinessPolicy policy;
    private final LeftHistory left = new LeftHistory();

    /**
     * Prepares.
     *
     * @param followUpOnly whether only the remaining steps of an earlier promotion are planned
     */
    PromotePlanning(Context context, PromoteRequest request, RequiredChecks checks, boolean followUpOnly) {
        super(context, Verb.PROMOTE, CatalogScope.PROMOTE);
        this.context = context;
        this.request = request;
        this.checks = checks;
        this.followUpOnly = followUpOnly;
        this.fresh = RunIdentities.fresh(context);
        this.policy = PlannedVerbs.atOnce(request.policy());
    }

    /** The request for the planner. */
    static Request.Promote asked(
            PromoteRequest request,
            Optional<Assessment> judged,
            RequiredChecks checks,
            boolean followUpOnly,
            int history,
            RunIdentity fresh) {
        return new Request.Promote(judged, request.adopt(), followUpOnly, checks, history, fresh, request.accept());
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        Request.Promote unread = asked(request, Optional.empty(), checks, followUpOnly, left.keep(context), fresh);
        Optional<Assessment> judged =
                unread.skipsReadiness() ? Optional.empty() : observed.staged(policy, Optional.empty());
        Request.Promote asked = asked(request, judged, checks, followUpOnly, left.keep(context), fresh);
        return new LastPlan(observed.view(), PromotePlanner.plan(observed.view(), asked), judged);
    }

    @Override
    public boolean canLeave(Step step) {
        return LeftHistory.canLeave(last(), step);
    }

    @Override
    public void leave(Step step, String reason) {
        left.leave(step, reason);
    }

    @Override
    Optional<String> note() {
        return left.note();
    }
}

package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.PromoteRequest;

/** Plans a promotion. */
final class PromotePlanning extends HistoryPlanning {

    private final PromoteRequest request;
    private final RequiredChecks checks;
    private final boolean followUpOnly;
    private final RunIdentity run;

    /**
     * Prepares.
     *
     * @param followUpOnly whether only the remaining steps of an earlier promotion are planned
     */
    PromotePlanning(Context context, PromoteRequest request, RequiredChecks checks, boolean followUpOnly) {
        super(context, Verb.PROMOTE, CatalogScope.PROMOTE);
        this.request = request;
        this.checks = checks;
        this.followUpOnly = followUpOnly;
        this.run = RunIdentities.next(context);
    }

    /** The request for the planner, before the readiness is known. */
    static PlanInput.Promote asked(
            PromoteRequest request, RequiredChecks checks, boolean followUpOnly, int history, RunIdentity run) {
        return new PlanInput.Promote(
                Optional.empty(),
                request.adopt(),
                followUpOnly,
                checks,
                history,
                request.sinks(),
                run,
                request.accept());
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        PlanInput.Promote asked = asked(request, checks, followUpOnly, keep(), run);
        Optional<Assessment> judged =
                asked.skipsReadiness() ? Optional.empty() : observed.staged(request.policy(), Optional.empty());
        return new LastPlan(observed.view(), PromotePlanner.plan(observed.view(), asked.withReadiness(judged)), judged);
    }
}

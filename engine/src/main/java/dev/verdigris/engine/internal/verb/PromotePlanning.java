package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.approval.Approval;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.plan.approval.PlanMaking;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.evidence.SwapEvidence;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.request.PromoteRequest;

/** Plans a promotion. */
final class PromotePlanning extends HistoryPlanning {

    private final Context context;
    private final PromoteRequest request;
    private final RequiredChecks checks;
    private final boolean followUpOnly;
    private final RunIdentity run;
    private Optional<PlanFile> made = Optional.empty();
    private Optional<LastPlan> beforeSwap = Optional.empty();

    /**
     * Prepares.
     *
     * @param followUpOnly whether only the remaining steps of an earlier promotion are planned
     */
    PromotePlanning(Context context, PromoteRequest request, RequiredChecks checks, boolean followUpOnly) {
        super(context, Verb.PROMOTE, scope(request));
        this.context = context;
        this.request = request;
        this.checks = checks;
        this.followUpOnly = followUpOnly;
        this.run = RunIdentities.next(context);
    }

    /**
     * A plan for an approval has the schedules of clusters, which are inferred if they are not read, and the last event
     * of the audit log.
     */
    static CatalogScope scope(PromoteRequest request) {
        if (request.forApproval()) {
            return CatalogScope.PROMOTE.with(CatalogPart.AUDIT_EVENTS);
        }
        return request.approved().isPresent()
                ? CatalogScope.PROMOTE.with(CatalogPart.CLUSTER_SCHEDULES)
                : CatalogScope.PROMOTE;
    }

    /** What the staged side must pass by a request. */
    static PlanFile.Gates gates(PromoteRequest request) {
        return new PlanFile.Gates(
                request.checks().map(ProjectChecks::of).flatMap(ProjectChecks::digestOfAll),
                request.policy().sentences());
    }

    /** A busy catalog can have changed what an approved plan promises, so the plan is compared with it each time. */
    @Override
    public Optional<PlanResult> unchanged() {
        return request.approved().isPresent() ? Optional.empty() : super.unchanged();
    }

    /** The request for the planner, before the readiness is known. */
    static PlanInput.Promote asked(
            Context context,
            PromoteRequest request,
            RequiredChecks checks,
            boolean followUpOnly,
            int history,
            RunIdentity run) {
        return new PlanInput.Promote(
                Optional.empty(),
                request.adopt(),
                followUpOnly,
                checks,
                history,
                request.sinks(),
                request.approved()
                        .map(plan -> new Approval(
                                plan.plan(), plan.file(), context.files(), gates(request), plan.building())),
                run,
                request.accept());
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        PlanInput.Promote asked = asked(context, request, checks, followUpOnly, keep(), run);
        Optional<Assessment> judged =
                asked.skipsReadiness() ? Optional.empty() : observed.staged(request.policy(), Optional.empty());
        PlanResult result = PromotePlanner.plan(observed.view(), asked.withReadiness(judged));
        made = request.forApproval() && result instanceof PlanResult.Planned planned
                ? Optional.of(planned.plan())
                        .filter(plan -> plan.swap().isPresent())
                        .map(plan -> made(observed, plan, asked))
                : Optional.empty();
        LastPlan last = new LastPlan(observed.view(), result, judged);
        beforeSwap = observed.view().mayBeStaged() ? Optional.of(last) : beforeSwap;
        return last;
    }

    private PlanFile made(CatalogObservation observed, Plan plan, PlanInput.Promote asked) {
        return new PlanMaking(
                        Verb.PROMOTE,
                        observed.view(),
                        List.of(plan),
                        plan.guardrails(),
                        asked,
                        context.files(),
                        false,
                        gates(request),
                        context.dbt().content().facts(),
                        observed.longestHydration())
                .plan();
    }

    @Override
    Optional<PlanFile> made() {
        return made;
    }

    @Override
    VerbResult evidenced(VerbResult result) {
        return beforeSwap
                .map(plan -> SwapEvidence.with(
                        result,
                        context,
                        plan.view(),
                        request.sinks().over(plan.view().sinkWays()),
                        plan.result().guardrails()))
                .orElse(result);
    }
}

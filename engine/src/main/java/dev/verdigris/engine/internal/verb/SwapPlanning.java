package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;

/** Plans promote and rollback. Readiness is judged anew each time, from the same moment as the catalog. */
final class SwapPlanning implements Planning {

    private final Verb verb;
    private final CatalogReadings readings;
    private final Optional<AwaitRequest> awaits;
    private final Function<CatalogObservation, Optional<Assessment>> judge;
    private final BiFunction<DeploymentView, Optional<Assessment>, PlanResult> planner;
    private Optional<CatalogObservation> taken = Optional.empty();
    private Optional<Assessment> judged = Optional.empty();
    private Optional<LastPlan> last = Optional.empty();

    private SwapPlanning(
            Verb verb,
            CatalogReadings readings,
            Optional<AwaitRequest> awaits,
            Function<CatalogObservation, Optional<Assessment>> judge,
            BiFunction<DeploymentView, Optional<Assessment>, PlanResult> planner) {
        this.verb = verb;
        this.readings = readings;
        this.awaits = awaits;
        this.judge = judge;
        this.planner = planner;
    }

    /** Plans a promotion; with {@code followUpOnly}, only what an earlier promotion left to do. */
    static SwapPlanning promote(Context context, PromoteRequest request, boolean followUpOnly) {
        RunIdentity fresh = RunIdentities.fresh(context);
        ReadinessPolicy policy = atOnce(request.policy());
        return new SwapPlanning(
                Verb.PROMOTE,
                context.readings(CatalogScope.PROMOTE),
                followUpOnly ? Optional.empty() : request.awaiting(),
                sight -> request.skipReadiness()
                        ? Optional.empty()
                        : ReadinessAssessor.of(sight, policy, Optional.empty()),
                (view, judged) -> PromotePlanner.plan(
                        view,
                        new Request.Promote(
                                judged,
                                request.skipReadiness(),
                                request.adopt(),
                                followUpOnly,
                                fresh,
                                request.accept())));
    }

    static SwapPlanning rollback(Context context, RollbackRequest request) {
        RunIdentity fresh = RunIdentities.fresh(context);
        ReadinessPolicy policy = atOnce(request.policy());
        return new SwapPlanning(
                Verb.ROLLBACK,
                context.readings(CatalogScope.ROLLBACK),
                Optional.empty(),
                sight -> ReadinessAssessor.ofPrevious(sight, policy),
                (view, judged) -> RollbackPlanner.plan(view, new Request.Rollback(judged, fresh, request.accept())));
    }

    /** One look cannot tell for how long something has been so; awaiting can, and has when it was asked for. */
    private static ReadinessPolicy atOnce(ReadinessPolicy asked) {
        return asked.toBuilder().stableFor(Duration.ZERO).build();
    }

    @Override
    public Verb verb() {
        return verb;
    }

    @Override
    public Optional<AwaitRequest> awaits() {
        return awaits;
    }

    @Override
    public Optional<Assessment> judged() {
        return judged;
    }

    @Override
    public PlanResult get() {
        Optional<CatalogObservation> first = taken;
        taken = Optional.empty();
        return readings.judge(first, this::plan);
    }

    private PlanResult plan(CatalogObservation look) {
        judged = judge.apply(look);
        PlanResult result = planner.apply(look.view(), judged);
        last = Optional.of(new LastPlan(look.view(), result));
        return result;
    }

    @Override
    public void startOn(CatalogObservation look) {
        taken = Optional.of(look);
    }

    @Override
    public Optional<LastPlan> last() {
        return last;
    }
}

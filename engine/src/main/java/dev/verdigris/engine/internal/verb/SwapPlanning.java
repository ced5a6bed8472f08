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

/**
 * Plans promote and rollback. Each plan uses the readiness at the same moment as the catalog. A plan whose swap
 * the server refused for another session's sake is used again while its objects are the same, but not for long, because
 * readiness may change.
 */
final class SwapPlanning implements Planning {

    /** How often a plan is used again. After that, all is read again. */
    private static final int MOST_TRUSTED = 8;

    private final Verb verb;
    private final CatalogReadings readings;
    private final Optional<AwaitRequest> awaits;
    private final Function<CatalogObservation, Optional<Assessment>> judge;
    private final BiFunction<DeploymentView, Optional<Assessment>, PlanResult> planner;
    private Optional<CatalogObservation> taken = Optional.empty();
    private Optional<Assessment> judged = Optional.empty();
    private Optional<LastPlan> last = Optional.empty();
    private int trusted;

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

    /** Plans a promotion; with {@code followUpOnly}, only the remaining steps of an earlier promotion. */
    static SwapPlanning promote(Context context, PromoteRequest request, boolean followUpOnly) {
        RunIdentity fresh = RunIdentities.fresh(context);
        ReadinessPolicy policy = atOnce(request.policy());
        return new SwapPlanning(
                Verb.PROMOTE,
                context.readings(CatalogScope.PROMOTE),
                followUpOnly ? Optional.empty() : request.awaiting(),
                observed -> request.skipReadiness()
                        ? Optional.empty()
                        : ReadinessAssessor.of(observed, policy, Optional.empty()),
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
                observed -> ReadinessAssessor.ofPrevious(observed, policy),
                (view, judged) -> RollbackPlanner.plan(view, new Request.Rollback(judged, fresh, request.accept())));
    }

    /**
     * A single reading cannot show how long a side has been ready. Only awaiting can, and it runs before if it was
     * requested.
     */
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
        trusted = 0;
        return readings.judge(first, this::plan);
    }

    @Override
    public Optional<PlanResult> unchanged() {
        if (trusted >= MOST_TRUSTED || !readings.isUnchanged()) {
            return Optional.empty();
        }
        trusted++;
        return last.map(LastPlan::result);
    }

    private PlanResult plan(CatalogObservation observed) {
        judged = judge.apply(observed);
        PlanResult result = planner.apply(observed.view(), judged);
        last = Optional.of(new LastPlan(observed.view(), result));
        return result;
    }

    @Override
    public void startOn(CatalogObservation observed) {
        taken = Optional.of(observed);
    }

    @Override
    public Optional<LastPlan> last() {
        return last;
    }
}

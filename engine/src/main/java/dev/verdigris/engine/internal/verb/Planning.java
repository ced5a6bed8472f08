package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.evidence.SwapEvidence;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.Planner;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;

/**
 * The planner of a verb. It may be called many times in one run and always uses the same ids and times, so that a
 * remaining step is recognized as the same step.
 *
 * <p>A plan whose swap the server refused for another session's sake is used again while its objects are the same, but
 * not for long, because readiness may change.
 */
abstract class Planning implements Planner {

    /** How often a plan is used again. After that, all is read again. */
    private static final int MOST_TRUSTED = 8;

    private final Context context;
    private final Verb verb;
    private final CatalogScope scope;
    private final CatalogReadings readings;
    private Optional<CatalogObservation> taken = Optional.empty();
    private Optional<LastPlan> last = Optional.empty();
    private Optional<Step.AdvanceToken> advance = Optional.empty();
    private int trusted;

    Planning(Context context, Verb verb, CatalogScope scope) {
        this.context = context;
        this.verb = verb;
        this.scope = scope;
        this.readings = context.readings(scope);
    }

    /** Plans with a function of one observation. */
    static Planning of(Context context, Verb verb, CatalogScope scope, Function<CatalogObservation, LastPlan> planner) {
        return new Planning(context, verb, scope) {
            @Override
            LastPlan plan(CatalogObservation observed) {
                return planner.apply(observed);
            }
        };
    }

    /** Plans with a function of the catalog alone. */
    static Planning ofView(
            Context context, Verb verb, CatalogScope scope, Function<DeploymentView, PlanResult> planner) {
        return of(context, verb, scope, observed -> new LastPlan(observed.view(), planner.apply(observed.view())));
    }

    /** Plans on one observation of the catalog. */
    abstract LastPlan plan(CatalogObservation observed);

    @Override
    public PlanResult get() {
        return readAndPlan();
    }

    private PlanResult readAndPlan() {
        Optional<CatalogObservation> first = taken;
        taken = Optional.empty();
        trusted = 0;
        LastPlan plan = readings.judge(first, this::plan);
        last = Optional.of(plan);
        return plan.result();
    }

    /**
     * Plans again for as long as another run is at work, and at most for a limited time.
     *
     * @param isBusy whether another run is at work in this environment
     * @param waited receives, before each plan, whether the wait is over
     */
    final PlanResult patiently(Duration limit, Predicate<DeploymentView> isBusy, Consumer<Boolean> waited) {
        return Patience.with(
                context,
                limit,
                over -> {
                    waited.accept(over);
                    return readAndPlan();
                },
                planned -> isBusy.test(last.orElseThrow().view()));
    }

    /**
     * The same for a build. The token that it gives to the state view is that of the plan after the wait: what other
     * runs do during it does not overtake this one.
     */
    final PlanResult fenced(Duration limit, Predicate<DeploymentView> isBusy) {
        PlanResult result = patiently(limit, isBusy, waited -> {});
        if (advance.isEmpty() && result instanceof PlanResult.Planned planned) {
            advance = planned.plan()
                    .transition()
                    .filter(Step.AdvanceToken.class::isInstance)
                    .map(Step.AdvanceToken.class::cast);
        }
        return result;
    }

    /** The rejection of a build that another run has overtaken. */
    final Optional<PlanResult> overtaken(DeploymentView view) {
        return advance.flatMap(mine -> BuildPlanner.overtaken(verb, view, mine));
    }

    @Override
    public Optional<PlanResult> unchanged() {
        Optional<PlanResult> swapping = last.map(LastPlan::result)
                .filter(result -> result instanceof PlanResult.Planned planned
                        && planned.plan().swap().isPresent());
        if (swapping.isEmpty() || trusted >= MOST_TRUSTED || !readings.isUnchanged()) {
            return Optional.empty();
        }
        trusted++;
        return swapping;
    }

    /**
     * The end of a run that acted on the staged side, judged as the server knows that side now. If the run had nothing
     * to do, the reading of the last plan is enough.
     */
    final Ended judged(VerbResult result, Function<DeploymentView, VerbGuardrails> judge) {
        Function<DeploymentView, Ended> judged = view ->
                new Ended(SwapEvidence.built(result.judged(judge.apply(view)), context, view), Optional.of(view));
        CatalogReadings fresh = context.readings(scope);
        try {
            return context.reconnecting(
                    () -> result.steps().isEmpty() ? readings.decideOnLast(judged) : fresh.decide(judged));
        } catch (SqlFailure failure) {
            return Ended.unread(
                    result.failing(new Failures(context.environment().name()).of(failure)));
        }
    }

    /** Uses an existing observation for the next plan. */
    final void startOn(CatalogObservation observed) {
        taken = Optional.of(observed);
    }

    /** The last plan for an approval, if the request asks for it and nothing stops it. */
    Optional<PlanFile> made() {
        return Optional.empty();
    }

    /** A result of the verb with what its last plan before a swap shows the readers of the live side. */
    VerbResult evidenced(VerbResult result) {
        return result;
    }

    /** What the user should know of the run beyond the notes of its plans. */
    Optional<String> note() {
        return Optional.empty();
    }

    /** The verb. */
    final Verb verb() {
        return verb;
    }

    /** The last plan with its reading; empty before the first plan. */
    final Optional<LastPlan> last() {
        return last;
    }

    /** The readiness at the last plan, if it was assessed. */
    final Optional<Assessment> judged() {
        return last.flatMap(LastPlan::judged);
    }
}

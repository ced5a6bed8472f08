package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.plan.question.WaitQuestions;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.DryRun;
import dev.verdigris.engine.internal.execution.KeyCounts;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.progress.ProgressEvent;
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
        return run(request, Gate.of(context, request), end -> noted(request, end));
    }

    /**
     * Runs a request with checks that were read already, for a deployment that reports itself which consents had no
     * effect.
     */
    Report run(VerbRequest request, Gate gate) {
        return run(request, gate, end -> end);
    }

    private Ended noted(VerbRequest request, Ended end) {
        return end.consented(request.accept(), context.clock().instant());
    }

    private Report run(VerbRequest request, Gate gate, UnaryOperator<Ended> last) {
        Planning planning = planning(request, gate);
        Optional<PromoteRequest> awaits = request instanceof PromoteRequest promote
                ? Optional.of(promote).filter(asked -> asked.awaiting().isPresent())
                : Optional.empty();
        VerbTemplate.Begun begun = template.begin(planning.verb(), request.dryRun());
        return ended(
                begun,
                () -> last.apply(gate.noted(
                        gate.problems().isEmpty() ? ended(request, planning, awaits, gate) : refused(gate))));
    }

    private Report ended(VerbTemplate.Begun begun, Supplier<Ended> body) {
        Ended ended;
        try {
            ended = begun.refused().orElseGet(body);
        } catch (SqlFailure failure) {
            return template.end(begun, failure);
        }
        return template.end(begun, ended);
    }

    private static Ended refused(Gate gate) {
        return Ended.unread(VerbResult.of(List.of(), gate.problems()));
    }

    /**
     * Begins a deployment. The first plan uses an observation that was just made.
     *
     * @param patience how long the first plan may wait for another run
     */
    Report begin(InitRequest request, CatalogObservation observed, Duration patience) {
        Planning planning = new InitPlanning(context, request, patience);
        planning.startOn(observed);
        return template.run(
                planning.verb(), request.dryRun(), () -> ended(request, planning, Optional.empty(), Gate.NONE));
    }

    /** Completes the follow-up of a finished promotion, and does nothing else. */
    Report followUp(PromoteRequest request, Gate gate) {
        Planning planning = new PromotePlanning(context, request, RequiredChecks.NONE, true);
        return template.run(Verb.PROMOTE, request.dryRun(), () -> ended(request, planning, Optional.empty(), gate));
    }

    /** Runs a request. A promotion in {@code awaits} waits for readiness first. */
    private Ended ended(VerbRequest request, Planning planning, Optional<PromoteRequest> awaits, Gate gate) {
        Optional<AwaitVerb.Waited> waited = awaits.map(promote -> awaited(planning, promote));
        if (waited.filter(AwaitVerb.Waited::isStopped).isPresent()) {
            return waited.get().ended();
        }
        if (request.dryRun()) {
            return unchanged(planning, new DryRun(context).of(planning.get()));
        }
        return gate.checked(swapped(request, planning, waited));
    }

    private Ended swapped(VerbRequest request, Planning planning, Optional<AwaitVerb.Waited> waited) {
        VerbResult swapped = new PlanLoop(context, limits(request), planning).run();
        VerbResult result = waited.map(wait -> wait.resized().and(swapped)).orElse(swapped);
        Ended ended = new Ended(
                planning.evidenced(result).assessed(planning.judged()),
                planning.last().flatMap(last -> last.after(result)));
        return planning.note().map(ended::noting).orElse(ended);
    }

    /** Shows the plan of a request. It only reads from the server. */
    public Report show(VerbRequest request) {
        return template.run(Verb.PLAN, true, () -> shown(request, Optional.empty()));
    }

    /** The plan of a request, on an observation that was just made if there is one. */
    public Ended shown(VerbRequest request, Optional<CatalogObservation> observed) {
        Gate gate = Gate.of(context, request);
        if (!gate.problems().isEmpty()) {
            return refused(gate);
        }
        Planning planning = planning(request, gate);
        observed.ifPresent(planning::startOn);
        VerbResult plan =
                VerbResult.shown(planning.get()).noting("This is the plan of " + planning.verb() + " at this moment.");
        planning.made().ifPresent(made -> context.listener().on(new ProgressEvent.PlanMade(made)));
        for (String sentence : planning.judged().isPresent() ? policy(request) : List.<String>of()) {
            plan = plan.noting(sentence);
        }
        for (String count : counts(request, planning)) {
            plan = plan.noting(count);
        }
        return noted(request, gate.noted(unchanged(planning, plan)));
    }

    /** What the request calls ready, and how a wait for that goes on. */
    private List<String> policy(VerbRequest request) {
        return switch (request) {
            case PromoteRequest promote ->
                Stream.concat(
                                promote.policy().sentences().stream(),
                                promote.awaiting().map(wait -> AwaitVerb.sentence(wait, context.options())).stream())
                        .toList();
            case RollbackRequest rollback -> rollback.policy().sentences();
            case InitRequest init -> List.of();
            case DropRequest drop -> List.of();
        };
    }

    /** What the user wants to have counted before the swap. */
    private List<String> counts(VerbRequest request, Planning planning) {
        return request instanceof PromoteRequest promote && promote.countKeys()
                ? planning.last()
                        .map(LastPlan::view)
                        .filter(DeploymentView::mayBeStaged)
                        .map(view -> new KeyCounts(context)
                                .notes(view, promote.sinks().over(view.sinkWays())))
                        .orElse(List.of())
                : List.of();
    }

    private static Ended unchanged(Planning planning, VerbResult result) {
        return new Ended(
                        planning.evidenced(result).assessed(planning.judged()),
                        planning.last().map(LastPlan::view))
                .showing(planning.verb());
    }

    /**
     * Waits for readiness. If nothing is staged, there is nothing to wait
     * for: promote completes its follow-up, or reports why it cannot continue. If one observation was enough, the plan
     * uses it, and nothing is read again.
     */
    private AwaitVerb.Waited awaited(Planning planning, PromoteRequest request) {
        RunIdentity run = RunIdentities.next(context);
        AwaitVerb.Waited waited = new AwaitVerb(context)
                .waitFor(
                        request.awaiting().orElseThrow(),
                        CatalogScope.AWAIT.with(PromotePlanning.scope(request)),
                        view -> {
                            VerbGuardrails guards =
                                    new VerbGuardrails(Verb.PROMOTE, foreseen(context, request, run)::accepts);
                            WaitQuestions.ask(guards, view, request.adopt(), run.deployer());
                            return guards;
                        },
                        request.dryRun() ? problem -> true : foreseen(context, request, run)::accepts);
        if (waited.observations() == 1) {
            planning.startOn(waited.observed());
        }
        return waited;
    }

    private Planning planning(VerbRequest request, Gate gate) {
        return switch (request) {
            case InitRequest init ->
                new InitPlanning(context, init, context.options().lockPatience());
            case PromoteRequest promote -> new PromotePlanning(context, promote, gate.required(), false);
            case RollbackRequest rollback -> rollback(rollback);
            case DropRequest drop -> new DropPlanning(context, drop);
        };
    }

    /** The remaining steps of a promotion that is already done. */
    static PlanResult followUp(Context context, DeploymentView view, PromoteRequest request, RunIdentity run) {
        return PromotePlanner.plan(view, PromotePlanning.asked(context, request, RequiredChecks.NONE, true, 0, run));
    }

    /** The request of a promotion before the staged side is built. */
    static PlanInput.Promote foreseen(Context context, PromoteRequest request, RunIdentity run) {
        return PromotePlanning.asked(context, request, RequiredChecks.NONE, false, 0, run);
    }

    private Planning rollback(RollbackRequest request) {
        RunIdentity run = RunIdentities.next(context);
        return Planning.of(context, Verb.ROLLBACK, CatalogScope.ROLLBACK, observed -> {
            Optional<Assessment> judged = observed.previous(request.policy());
            PlanInput.Rollback asked = new PlanInput.Rollback(judged, request.window(), run, request.accept());
            return new LastPlan(observed.view(), RollbackPlanner.plan(observed.view(), asked), judged);
        });
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

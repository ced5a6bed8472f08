package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.execution.Conclusion;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.DryRun;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.StepReports;
import dev.verdigris.engine.request.AbortRequest;
import dev.verdigris.engine.request.CleanupRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/** The verbs whose work is a plan: init, promote, rollback, cleanup and abort. */
public final class PlannedVerbs {

    private final Context context;
    private final Frame frame;

    /** Prepares. */
    public PlannedVerbs(Context context) {
        this.context = context;
        this.frame = new Frame(context);
    }

    /** Carries a request out, or shows it if that is what it asks for. */
    public Report run(VerbRequest request) {
        Planning planning = planning(request);
        return frame.run(planning.verb(), isDryRun(request), () -> {
            Optional<Work> notReady = awaited(request);
            if (notReady.isPresent()) {
                return notReady.get();
            }
            if (isDryRun(request)) {
                Conclusion conclusion = new DryRun(context).of(planning.get());
                return Work.of(conclusion).judged(planning.judged());
            }
            Conclusion conclusion = new PlanLoop(context, limits(request), planning).run();
            return Work.of(conclusion).judged(planning.judged());
        });
    }

    /** Shows what a request would do; the server is read and not asked to confirm anything. */
    public Report show(VerbRequest request) {
        return frame.run(Verb.PLAN, true, () -> shown(request));
    }

    Work shown(VerbRequest request) {
        Planning planning = planning(request);
        Conclusion conclusion = switch (planning.get()) {
            case PlanResult.Rejected rejected -> Conclusion.refused(rejected.problems(), rejected.warnings());
            case PlanResult.Planned planned ->
                new Conclusion(
                        StepReports.planned(planned.plan().steps()),
                        List.of(),
                        planned.plan().warnings(),
                        planned.plan().notes());
        };
        return Work.of(conclusion)
                .judged(planning.judged())
                .noting("this is what " + planning.verb() + " would do now");
    }

    /** Waits first where that is asked for; what it comes to, if that is an end. */
    private Optional<Work> awaited(VerbRequest request) {
        if (!(request instanceof PromoteRequest promote) || promote.awaiting().isEmpty() || promote.followUpOnly()) {
            return Optional.empty();
        }
        if (!context.read().mayBeStaged()) {
            // Nothing to wait for: promote completes its follow-up, or tells why it cannot go on.
            return Optional.empty();
        }
        Work waited = new AwaitVerb(context).work(promote.awaiting().get());
        return waited.conclusion().problems().isEmpty() ? Optional.empty() : Optional.of(waited);
    }

    private Planning planning(VerbRequest request) {
        return switch (request) {
            case InitRequest init -> new InitPlanning(context, init);
            case PromoteRequest promote -> SwapPlanning.promote(context, promote);
            case RollbackRequest rollback -> SwapPlanning.rollback(context, rollback);
            case CleanupRequest cleanup -> {
                Request.Drop drop = drop(cleanup.adopt(), cleanup.accept());
                yield planning(Verb.CLEANUP, view -> DropPlanner.cleanup(view, drop));
            }
            case AbortRequest abort -> {
                Request.Drop drop = drop(abort.adopt(), abort.accept());
                yield planning(Verb.ABORT, view -> DropPlanner.abort(view, drop));
            }
        };
    }

    private Request.Drop drop(boolean adopt, Set<ProblemCode> accept) {
        return new Request.Drop(adopt, RunIdentities.fresh(context), accept);
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

    private static boolean isDryRun(VerbRequest request) {
        return switch (request) {
            case InitRequest init -> init.dryRun();
            case PromoteRequest promote -> promote.dryRun();
            case RollbackRequest rollback -> rollback.dryRun();
            case CleanupRequest cleanup -> cleanup.dryRun();
            case AbortRequest abort -> abort.dryRun();
        };
    }

    private static StepLimits limits(VerbRequest request) {
        return switch (request) {
            case InitRequest init -> StepLimits.NONE;
            case PromoteRequest promote -> StepLimits.sinks(promote.sinkTimeout());
            case RollbackRequest rollback -> StepLimits.sinks(rollback.sinkTimeout());
            case CleanupRequest cleanup ->
                new StepLimits(StepLimits.NONE.sink(), cleanup.drainTimeout(), cleanup.forceDrain());
            case AbortRequest abort -> new StepLimits(StepLimits.NONE.sink(), abort.drainTimeout(), abort.forceDrain());
        };
    }
}

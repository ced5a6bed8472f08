package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.DropRequest;

/** Plans cleanup and abort. Abort waits for the end of another run that works on the deployment. */
final class DropPlanning extends HistoryPlanning {

    private final Context context;
    private final DropRequest request;
    private Optional<RunIdentity> run = Optional.empty();

    DropPlanning(Context context, DropRequest request) {
        super(context, verb(request.side()), CatalogScope.DROP);
        this.context = context;
        this.request = request;
    }

    private static Verb verb(DropRequest.Side side) {
        return switch (side) {
            case PREVIOUS -> Verb.CLEANUP;
            case STAGED -> Verb.ABORT;
        };
    }

    @Override
    public PlanResult get() {
        return patiently(context.options().lockPatience(), view -> isLocked(), over -> {});
    }

    private boolean isLocked() {
        return last().map(LastPlan::result).orElse(null) instanceof PlanResult.Rejected rejected
                && rejected.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.LOCKED);
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        PlanInput.Drop asked = new PlanInput.Drop(request.adopt(), keep(), run(), request.accept());
        return new LastPlan(
                observed.view(),
                switch (request.side()) {
                    case STAGED -> DropPlanner.abort(observed.view(), asked);
                    case PREVIOUS -> DropPlanner.cleanup(observed.view(), asked);
                });
    }

    /** The identity of this run. It knows its session, so it is drawn after the first connection. */
    private RunIdentity run() {
        if (run.isEmpty()) {
            run = Optional.of(RunIdentities.shown(context, request.dryRun()));
        }
        return run.orElseThrow();
    }
}

package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;

/** Plans cleanup and abort. The history never stops them: if the server refuses an entry, they end without one. */
final class DropPlanning extends Planning {

    private final Request.Drop request;
    private Optional<String> refusal = Optional.empty();

    DropPlanning(Context context, Verb verb, Request.Drop request) {
        super(context, verb, CatalogScope.DROP);
        this.request = request;
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        Request.Drop asked =
                refusal.isEmpty() ? request : new Request.Drop(request.adopt(), 0, request.fresh(), request.accept());
        return new LastPlan(
                observed.view(),
                verb() == Verb.ABORT
                        ? DropPlanner.abort(observed.view(), asked)
                        : DropPlanner.cleanup(observed.view(), asked));
    }

    @Override
    public boolean goesWithout(Step step, String reason) {
        boolean ofEntry = step instanceof HistoryStep && !(step instanceof HistoryStep.RecordConsents);
        if (ofEntry) {
            refusal = Optional.of(reason);
        }
        return ofEntry;
    }

    @Override
    Optional<String> note() {
        return refusal.map(reason -> "No history entry is written, because the server refused it: " + reason);
    }
}

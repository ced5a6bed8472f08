package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.Standing;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Reconnecting;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/** Shows the state of the environment. Changes nothing. */
public final class StatusVerb {

    private final Context context;

    /** Prepares. */
    public StatusVerb(Context context) {
        this.context = context;
    }

    /** Sums up the environment. */
    public Report status() {
        return new VerbTemplate(context).run(Verb.STATUS, false, () -> {
            CatalogReadings readings = context.readings(CatalogScope.STATUS);
            StatusSummary summary = new Reconnecting(context).call(() -> readings.decide(StatusSummary::of));
            return VerbResult.of(List.of(), List.of()).standing(summary);
        });
    }

    /** Shows the plan of the next verb. */
    public Report planNext() {
        return new VerbTemplate(context).ending(Verb.PLAN, true, () -> {
            CatalogReadings readings = context.readings(CatalogScope.BASE);
            DeploymentView view = new Reconnecting(context).call(() -> readings.decide(Function.identity()));
            Verb verb = Standing.of(view).next().verb();
            return request(verb)
                    .map(next -> new PlannedVerbs(context).shown(next))
                    .orElseGet(() -> new VerbTemplate.Ended(
                            VerbResult.of(List.of(), List.of()).noting("next comes " + verb), Optional.of(view)));
        });
    }

    /** The default request of a verb, if its plan does not depend on the files of a project. */
    private static Optional<VerbRequest> request(Verb verb) {
        return switch (verb) {
            case INIT -> Optional.of(InitRequest.DEFAULT);
            case PROMOTE -> Optional.of(PromoteRequest.DEFAULT);
            case ROLLBACK -> Optional.of(RollbackRequest.DEFAULT);
            case CLEANUP -> Optional.of(DropRequest.PREVIOUS);
            case ABORT -> Optional.of(DropRequest.STAGED);
            case BUILD, AWAIT, CHECK, DEPLOY, STATUS, PLAN -> Optional.empty();
        };
    }
}

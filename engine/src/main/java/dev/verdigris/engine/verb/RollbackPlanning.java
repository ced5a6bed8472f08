package dev.verdigris.engine.verb;

import java.util.Optional;

import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Policy;
import dev.verdigris.engine.catalog.CatalogReader;
import dev.verdigris.engine.catalog.Sight;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.run.Context;

/** Plans rollback. Whether the retired side can serve is judged anew each time, from the same moment as the catalog. */
final class RollbackPlanning implements Planning {

    private final Context context;
    private final RollbackRequest request;
    private Optional<Assessment> judged = Optional.empty();

    RollbackPlanning(Context context, RollbackRequest request) {
        this.context = context;
        this.request = request;
    }

    @Override
    public Verb verb() {
        return Verb.ROLLBACK;
    }

    @Override
    public Optional<Assessment> judged() {
        return judged;
    }

    @Override
    public PlanResult get() {
        Sight sight = CatalogReader.look(context.sessions().catalog());
        judged = Judging.ofRetired(context.environment(), sight, Policy.DEFAULT);
        return RollbackPlanner.plan(
                sight.catalog(), context.environment(), new Request.Rollback(judged, request.accept()));
    }
}

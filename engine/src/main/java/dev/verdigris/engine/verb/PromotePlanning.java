package dev.verdigris.engine.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.marker.DeploymentId;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Policy;
import dev.verdigris.engine.catalog.CatalogReader;
import dev.verdigris.engine.catalog.Sight;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.run.Context;

/** Plans promote. Readiness is judged anew each time, from the same moment as the catalog. */
final class PromotePlanning implements Planning {

    private final Context context;
    private final PromoteRequest request;
    private final Policy policy;
    private final Instant now;
    private final DeploymentId freshId;
    private Optional<Assessment> judged = Optional.empty();

    PromotePlanning(Context context, PromoteRequest request) {
        this.context = context;
        this.request = request;
        this.now = context.clock().instant();
        this.freshId = FreshIds.next(now, context.random());
        Policy asked = request.policy();
        // One look cannot tell for how long something has been so; awaiting can, and has when it was asked for.
        this.policy =
                new Policy(asked.maxLag(), asked.lagMargin(), Duration.ZERO, asked.crashes(), asked.crashWindow());
    }

    @Override
    public Verb verb() {
        return Verb.PROMOTE;
    }

    @Override
    public Optional<Assessment> judged() {
        return judged;
    }

    @Override
    public PlanResult get() {
        Sight sight = CatalogReader.look(context.sessions().catalog());
        judged = request.skipReadiness()
                ? Optional.empty()
                : Judging.of(context.environment(), sight, policy, Optional.empty());
        return PromotePlanner.plan(
                sight.catalog(),
                context.environment(),
                new Request.Promote(judged, request.skipReadiness(), request.adopt(), freshId, now, request.accept()));
    }
}

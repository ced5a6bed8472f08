package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.plan.DeploymentKey;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.InitRequest;

/**
 * Plans init. A lock schema without a record belongs to another init, which is between two statements or has died
 * there. So this init waits for a moment before it takes over the lock schema.
 */
final class InitPlanning extends Planning {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Context context;
    private final InitRequest request;
    private final RunIdentity fresh;
    private boolean takeOver;

    InitPlanning(Context context, InitRequest request) {
        super(context, Verb.INIT, CatalogScope.INIT);
        this.context = context;
        this.request = request;
        this.fresh = RunIdentities.fresh(context);
    }

    /** The request for the planner. */
    static Request.Init core(InitRequest request, RunIdentity fresh, boolean takeOver) {
        return new Request.Init(
                key(request),
                fresh,
                takeOver,
                request.createMissing(),
                request.clusterSize(),
                request.replicationFactor(),
                request.accept());
    }

    /** The key by which the request recognizes its own deployment. */
    static DeploymentKey key(InitRequest request) {
        return new DeploymentKey(
                request.deployment(), new Provenance(request.commit(), request.tag(), Optional.empty()));
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        return new LastPlan(observed.view(), InitPlanner.plan(observed.view(), core(request, fresh, takeOver)));
    }

    @Override
    public PlanResult get() {
        Instant start = context.clock().instant();
        while (true) {
            Duration left = context.options().lockPatience().minus(context.since(start));
            takeOver = !left.isPositive();
            PlanResult result = super.get();
            if (takeOver || !lacksRecord() || !context.hasTimeFor(LOOK)) {
                return result;
            }
            context.listener().on(new ProgressEvent.Waiting("the record of another init", left));
            context.pause().of(LOOK.compareTo(left) < 0 ? LOOK : left);
        }
    }

    /** Whether a record is missing that another init may still write. */
    private boolean lacksRecord() {
        return last().flatMap(plan -> plan.view().lock())
                .filter(lock -> lock.record() instanceof StoredRecord.Missing
                        && lock.evidence() instanceof PhaseEvidence.Agreed)
                .isPresent();
    }
}

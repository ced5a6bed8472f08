package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.plan.DeploymentKey;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.InitRequest;

/**
 * Plans init. A lock schema without a record belongs to another init, which is between two statements or has died
 * there. So this init waits for a moment before it takes over the lock schema.
 */
final class InitPlanning implements Planning {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Context context;
    private final CatalogReadings readings;
    private final Request.Init patient;
    private final Request.Init takingOver;
    private Optional<LastPlan> last = Optional.empty();

    InitPlanning(Context context, InitRequest request) {
        this.context = context;
        this.readings = context.readings(CatalogScope.INIT);
        this.patient = core(context, request, false);
        this.takingOver = new Request.Init(
                patient.key(),
                patient.fresh(),
                true,
                patient.createMissing(),
                patient.clusterSize(),
                patient.replicationFactor(),
                patient.accept());
    }

    /** The request for the planner, with a new identity. */
    static Request.Init core(Context context, InitRequest request, boolean takeOver) {
        return new Request.Init(
                new DeploymentKey(request.deployment(), request.commit(), request.tag()),
                RunIdentities.fresh(context),
                takeOver,
                request.createMissing(),
                request.clusterSize(),
                request.replicationFactor(),
                request.accept());
    }

    @Override
    public Verb verb() {
        return Verb.INIT;
    }

    @Override
    public Optional<LastPlan> last() {
        return last;
    }

    @Override
    public PlanResult get() {
        Instant start = context.clock().instant();
        while (true) {
            Duration left = context.options().lockPatience().minus(context.since(start));
            Optional<LastPlan> plan = readings.decide(view -> plan(view, left.isPositive()));
            if (plan.isPresent()) {
                last = plan;
                return plan.get().result();
            }
            context.listener().on(new ProgressEvent.Waiting("the record of another init", left));
            context.pause().of(LOOK.compareTo(left) < 0 ? LOOK : left);
        }
    }

    /** Plans, unless a record is missing that another init may still write. */
    private Optional<LastPlan> plan(DeploymentView view, boolean mayWait) {
        if (!lacksRecord(view)) {
            return Optional.of(new LastPlan(view, InitPlanner.plan(view, patient)));
        }
        return mayWait ? Optional.empty() : Optional.of(new LastPlan(view, InitPlanner.plan(view, takingOver)));
    }

    private static boolean lacksRecord(DeploymentView view) {
        return view.lock()
                .filter(lock -> lock.record() instanceof StoredRecord.Missing)
                .isPresent();
    }
}

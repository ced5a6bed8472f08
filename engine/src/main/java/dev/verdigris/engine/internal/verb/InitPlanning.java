package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.InitRequest;

/**
 * Plans init. A lock schema without a record belongs to another init, which is between two statements or has died
 * there. So this init waits for a moment before it uses the lock schema. It also waits for the end of another run
 * of the same deployment.
 */
final class InitPlanning extends Planning {

    private final Context context;
    private final InitRequest request;
    private Optional<RunIdentity> run = Optional.empty();
    private Duration patience;
    private boolean waited;

    /**
     * Prepares.
     *
     * @param patience how long the first plan may wait for another run
     */
    InitPlanning(Context context, InitRequest request, Duration patience) {
        super(
                context,
                Verb.INIT,
                request.stagedSizes().isEmpty() ? CatalogScope.INIT : CatalogScope.INIT.with(CatalogPart.SIZES));
        this.context = context;
        this.request = request;
        this.patience = patience;
    }

    /** The request for the planner. */
    static PlanInput.Init core(InitRequest request, RunIdentity run, boolean waited) {
        return new PlanInput.Init(
                run,
                waited,
                request.createMissing(),
                request.clusterSize(),
                request.replicationFactor(),
                request.stagedSizes(),
                request.accept());
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        return new LastPlan(observed.view(), InitPlanner.plan(observed.view(), core(request, run(), waited)));
    }

    @Override
    public PlanResult get() {
        Duration limit = patience;
        patience = context.options().lockPatience();
        return patiently(limit, view -> isBusy(view, run()), over -> waited = over);
    }

    /** The identity of this run. It names its session, so it is drawn after the first connection. */
    private RunIdentity run() {
        if (run.isEmpty()) {
            run = Optional.of(RunIdentities.working(context));
        }
        return run.orElseThrow();
    }

    /** Whether another run is at work on the deployment, or about to begin one, so that init waits for it. */
    static boolean isBusy(DeploymentView view, RunIdentity run) {
        return lacksRecord(view) || DeployerRules.isBusy(view, run.deployer(), run.connections());
    }

    /** Whether a record is missing that another init may still write. */
    private static boolean lacksRecord(DeploymentView view) {
        return view.lock()
                .filter(lock -> lock.record() instanceof StoredRecord.Missing
                        && lock.evidence() instanceof PhaseEvidence.Agreed)
                .isPresent();
    }
}

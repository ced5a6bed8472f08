package dev.verdigris.engine.internal.verb;

import java.time.Duration;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.OtherBuilder;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;

/**
 * Plans around a builder of another tool: what is recorded before it, and what is carried and recorded after it. A run
 * that another one has overtaken plans nothing more.
 */
final class OtherBuilderPlanning extends Planning {

    private final OtherBuilder planner;
    private final Duration patience;
    private boolean ran;

    /**
     * Prepares.
     *
     * @param ran whether there is nothing to run, because the side is built
     */
    OtherBuilderPlanning(Context context, OtherBuilder planner, boolean ran) {
        super(context, planner.verb(), CatalogScope.BUILD);
        this.planner = planner;
        this.patience = context.options().lockPatience();
        this.ran = ran;
    }

    @Override
    public PlanResult get() {
        return fenced(ran ? Duration.ZERO : patience, planner::isBusy);
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        DeploymentView view = observed.view();
        return new LastPlan(view, overtaken(view).orElseGet(() -> ran ? planner.end(view) : planner.begin(view)));
    }

    /** The builder has ended, and the staged side is whole as far as it says. The next plan is made on this reading. */
    void hasRun(CatalogObservation after) {
        ran = true;
        startOn(after);
    }
}

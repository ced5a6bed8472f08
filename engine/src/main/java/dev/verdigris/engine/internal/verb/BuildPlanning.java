package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;

/**
 * Plans a build: first all of it and, after all objects are created, the rest from the new catalog. A build that
 * another run has overtaken plans nothing more.
 */
final class BuildPlanning extends Planning {

    private final BuildPlanner planner;
    private final Duration patience;
    private final Set<BuildStatement> done = new HashSet<>();
    private boolean created;

    BuildPlanning(Context context, BuildPlanner planner) {
        super(context, Verb.BUILD, CatalogScope.BUILD);
        this.planner = planner;
        this.patience = context.options().lockPatience();
    }

    @Override
    public PlanResult get() {
        return fenced(patience, planner::isBusy);
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        DeploymentView view = observed.view();
        return new LastPlan(
                view,
                overtaken(view).orElseGet(() -> created ? planner.completion(view, done) : planner.plan(view, done)));
    }

    /** The statements of model files that this run has carried out. */
    Set<BuildStatement> done() {
        return Set.copyOf(done);
    }

    /** Whether all objects were created, so that the plans after it wrote the manifest. */
    boolean isCreated() {
        return created;
    }

    @Override
    public void ended(List<Step> steps) {
        steps.stream()
                .filter(Step.RunStatement.class::isInstance)
                .map(step -> ((Step.RunStatement) step).statement())
                .forEach(done::add);
    }

    @Override
    public void carriedOut(Plan creation) {
        created = true;
    }
}

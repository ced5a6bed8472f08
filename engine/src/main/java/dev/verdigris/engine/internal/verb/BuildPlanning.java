package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
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
    private Optional<Step.AdvanceToken> advance = Optional.empty();
    private boolean created;

    BuildPlanning(Context context, BuildPlanner planner) {
        super(context, Verb.BUILD, CatalogScope.BUILD);
        this.planner = planner;
    }

    @Override
    public PlanResult get() {
        return patiently(planner::isBusy, waited -> {});
    }

    @Override
    LastPlan plan(CatalogObservation observed) {
        DeploymentView view = observed.view();
        Optional<PlanResult> overtaken = advance.flatMap(mine -> BuildPlanner.overtaken(view, mine));
        return new LastPlan(
                view, overtaken.orElseGet(() -> created ? planner.completion(view) : remembering(planner.plan(view))));
    }

    private PlanResult remembering(PlanResult result) {
        if (advance.isEmpty() && result instanceof PlanResult.Planned planned) {
            advance = planned.plan()
                    .transition()
                    .filter(Step.AdvanceToken.class::isInstance)
                    .map(Step.AdvanceToken.class::cast);
        }
        return result;
    }

    @Override
    public void carriedOut(Plan creation) {
        created = true;
    }
}

package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;

/**
 * Plans a build: first all of it and, after all objects are created, the rest from the new catalog. A build that
 * another run has overtaken plans nothing more.
 */
final class BuildPlanning implements Planning {

    private final CatalogReadings readings;
    private final BuildPlanner planner;
    private Optional<LastPlan> last = Optional.empty();
    private Optional<Step.AdvanceToken> advance = Optional.empty();
    private boolean created;

    BuildPlanning(Context context, BuildPlanner planner) {
        this.readings = context.readings(CatalogScope.BUILD);
        this.planner = planner;
    }

    @Override
    public Verb verb() {
        return Verb.BUILD;
    }

    @Override
    public Optional<LastPlan> last() {
        return last;
    }

    @Override
    public PlanResult get() {
        LastPlan plan = readings.decide(view -> new LastPlan(view, plan(view)));
        last = Optional.of(plan);
        return plan.result();
    }

    private PlanResult plan(DeploymentView view) {
        return advance.flatMap(mine -> BuildPlanner.overtaken(view, mine))
                .orElseGet(() -> created ? planner.completion(view) : remembering(planner.plan(view)));
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

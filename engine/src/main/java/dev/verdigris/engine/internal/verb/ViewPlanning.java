package dev.verdigris.engine.internal.verb;

import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.catalog.CatalogReadings;

/** Plans a verb that needs the catalog and nothing else: cleanup and abort. */
final class ViewPlanning implements Planning {

    private final Verb verb;
    private final CatalogReadings readings;
    private final Function<DeploymentView, PlanResult> planner;
    private Optional<LastPlan> last = Optional.empty();

    ViewPlanning(Verb verb, CatalogReadings readings, Function<DeploymentView, PlanResult> planner) {
        this.verb = verb;
        this.readings = readings;
        this.planner = planner;
    }

    @Override
    public Verb verb() {
        return verb;
    }

    @Override
    public Optional<LastPlan> last() {
        return last;
    }

    @Override
    public PlanResult get() {
        LastPlan plan = readings.decide(view -> new LastPlan(view, planner.apply(view)));
        last = Optional.of(plan);
        return plan.result();
    }
}

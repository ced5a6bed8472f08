package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.VerbResult;

/**
 * What a verb planned last, and on which reading of the catalog. It often tells where the environment stands at the end
 * without another reading.
 *
 * @param view the environment as it was read
 * @param result what was planned on it
 */
record LastPlan(DeploymentView view, PlanResult result) {

    /**
     * The environment after a run, if it follows from what was read and what the server confirmed. If every step of the
     * plan was done by the run, it is what the steps make of it. If no plan could be made, it is what was read, unless
     * there are several state views: then the run may have dropped one. In every other case only the catalog can tell.
     */
    Optional<DeploymentView> after(VerbResult run) {
        return switch (result) {
            case PlanResult.Rejected rejected ->
                view.state() instanceof DeploymentState.Contradictory ? Optional.empty() : Optional.of(view);
            case PlanResult.Planned planned ->
                run.problems().isEmpty() && isDone(planned.plan().steps(), run.steps())
                        ? Optional.of(
                                view.with(after(view.catalog(), planned.plan().steps())))
                        : Optional.empty();
        };
    }

    private static boolean isDone(List<PlannedStep> planned, List<StepReport> run) {
        Set<List<String>> done = run.stream()
                .filter(step -> step.status() == StepReport.Status.DONE)
                .map(StepReport::sql)
                .collect(Collectors.toSet());
        return planned.stream()
                .map(step -> StepSql.render(step.step()))
                .allMatch(sql -> sql.isEmpty() || done.contains(sql));
    }

    private static CatalogSnapshot after(CatalogSnapshot before, List<PlannedStep> steps) {
        CatalogSnapshot catalog = before;
        List<Step.DropItem> drops = new ArrayList<>();
        for (PlannedStep planned : steps) {
            if (planned.step() instanceof Step.DropItem drop) {
                drops.add(drop);
            } else {
                catalog = Simulator.apply(Simulator.drop(catalog, drops), planned.step());
                drops.clear();
            }
        }
        return Simulator.drop(catalog, drops);
    }
}

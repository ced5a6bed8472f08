package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.engine.internal.execution.VerbResult;

/**
 * The last plan of a verb, with the reading of the catalog that it was made on. It often gives the state of the
 * environment at the end without another reading.
 *
 * @param view the environment at the reading
 * @param result the plan, or the problems
 * @param judged the readiness at the reading, if it was assessed
 */
record LastPlan(DeploymentView view, PlanResult result, Optional<Assessment> judged) {

    LastPlan(DeploymentView view, PlanResult result) {
        this(view, result, Optional.empty());
    }

    /**
     * The environment after a run, if it follows from the reading and from the steps that the server confirmed. If the
     * run has done every step of the plan, it is the simulated result of the steps. If no plan was possible, it is the
     * environment at the reading, unless there are several state views: then the run may have dropped one. In all other
     * cases it is empty, because only the catalog can show it.
     */
    Optional<DeploymentView> after(VerbResult run) {
        return switch (result) {
            case PlanResult.Rejected rejected ->
                view.state() instanceof DeploymentState.Contradictory ? Optional.empty() : Optional.of(view);
            case PlanResult.Planned planned ->
                run.problems().isEmpty() && isDone(planned.plan().steps(), run.steps())
                        ? Optional.of(planned.plan().after(view))
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
}

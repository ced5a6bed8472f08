package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;

/** Creates the report of a step. */
final class StepReports {

    private StepReports() {}

    /** The report of a step that was not run. */
    static StepReport of(PlannedStep step, StepReport.Status status) {
        return of(step, status, Optional.empty(), Optional.empty());
    }

    /** The reports of all steps of a plan that is only shown. */
    static List<StepReport> planned(List<PlannedStep> steps) {
        return steps.stream().map(step -> of(step, StepReport.Status.PLANNED)).toList();
    }

    static StepReport of(
            PlannedStep planned, StepReport.Status status, Optional<Duration> took, Optional<String> error) {
        Step step = planned.step();
        return new StepReport(step.type(), step.summary(), planned.reason(), StepSql.render(step), status, took, error);
    }

    /** The report of a step that failed in this run but took effect. */
    static StepReport resolved(StepReport failed) {
        return new StepReport(
                failed.kind(),
                failed.summary(),
                failed.reason(),
                failed.sql(),
                StepReport.Status.ALREADY_DONE,
                failed.took(),
                Optional.empty());
    }
}

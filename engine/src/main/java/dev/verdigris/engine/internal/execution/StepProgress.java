package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * The progress of each step of a plan. It informs the listener. For a build it reports the number of finished objects.
 */
final class StepProgress {

    private final List<PlannedStep> planned;
    private final boolean build;
    private final List<StepReport> reports = new ArrayList<>();
    private final ProgressListener listener;
    private final int before;
    private final int total;
    private int done;

    /**
     * The progress of a plan, or of its beginning.
     *
     * @param before the steps that earlier plans of the run have finished
     * @param total those and the steps of the whole plan
     */
    StepProgress(Plan plan, int before, int total, ProgressListener listener) {
        this.planned = plan.steps();
        this.before = before;
        this.total = total;
        this.build = plan.verb() == Verb.BUILD;
        this.listener = listener;
        planned.forEach(step -> reports.add(notRun(step, StepReport.Status.NOT_REACHED)));
    }

    /** The report of a step that was not run. */
    static StepReport notRun(PlannedStep step, StepReport.Status status) {
        return report(step, status, Optional.empty(), Optional.empty());
    }

    private static StepReport report(
            PlannedStep planned, StepReport.Status status, Optional<Duration> took, Optional<String> error) {
        Step step = planned.step();
        return new StepReport(step.type(), step.summary(), planned.reason(), StepSql.render(step), status, took, error);
    }

    void started(int index) {
        listener.on(new ProgressEvent.StepStarted(planned.get(index), number(index), total));
    }

    void done(int index, Duration took) {
        PlannedStep step = planned.get(index);
        int count = set(index, report(step, StepReport.Status.DONE, Optional.of(took), Optional.empty()));
        listener.on(
                build
                        ? new ProgressEvent.ObjectBuilt(step.step().summary(), before + count, total, took)
                        : new ProgressEvent.StepDone(step, number(index), total, took));
    }

    void failed(int index, Duration took, String error) {
        PlannedStep step = planned.get(index);
        set(index, report(step, StepReport.Status.FAILED, Optional.of(took), Optional.of(error)));
        listener.on(new ProgressEvent.StepFailed(step, number(index), total, error));
    }

    /** The number of a step in the run. */
    private int number(int index) {
        return before + index + 1;
    }

    synchronized List<StepReport> reports() {
        return List.copyOf(reports);
    }

    /** Returns the number of finished steps. */
    private synchronized int set(int index, StepReport report) {
        reports.set(index, report);
        done += report.status() == StepReport.Status.DONE ? 1 : 0;
        return done;
    }
}

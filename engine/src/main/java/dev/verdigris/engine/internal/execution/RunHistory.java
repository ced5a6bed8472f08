package dev.verdigris.engine.internal.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;

/** The steps that took effect over all plans of one run, for the report. */
final class RunHistory {

    private final List<StepReport> finished = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<Evaluation> guardrails = List.of();
    private boolean swapped;

    /** Keeps the evaluations of a new plan. */
    void planned(PlanResult result) {
        guardrails = result.guardrails();
    }

    /** Keeps problems that were found after the last plan, also in the evaluations of their guardrails. */
    void refused(List<Problem> problems) {
        guardrails = Evaluation.refusing(guardrails, problems);
    }

    /** The number of steps that took effect. */
    int finished() {
        return finished.size();
    }

    /** Whether a swap of the run is known to be done. */
    boolean hasSwapped() {
        return swapped;
    }

    /** Keeps the steps of a plan, or of its beginning, that was run to its end. */
    void completed(Plan plan, List<StepReport> steps) {
        finished.addAll(steps);
        notes.addAll(plan.notes());
        notes.addAll(AfterSwap.unknown(plan, steps));
        swapped = swapped || steps.stream().anyMatch(step -> step.isOf(Step.Swap.class));
    }

    /**
     * Keeps the steps that took effect of a plan that was stopped.
     *
     * @param plan the plan; its first steps are those of the reports
     * @param doneAfterAll whether the catalog shows that a failed step took effect
     */
    void stopped(Plan plan, RunResult stopped, Predicate<Step> doneAfterAll) {
        for (int i = 0; i < stopped.steps().size(); i++) {
            StepReport report = stopped.steps().get(i);
            Step step = plan.steps().get(i).step();
            switch (report.status()) {
                case DONE -> finished(step, report);
                case FAILED -> {
                    if (doneAfterAll.test(step)) {
                        finished(step, doneAfterAll(report));
                    }
                }
                case ALREADY_DONE, NOT_REACHED, PLANNED -> {}
            }
        }
    }

    private void finished(Step step, StepReport report) {
        finished.add(report);
        swapped = swapped || step instanceof Step.Swap;
    }

    /**
     * The result of a run that has swapped, if its last plan was stopped and no further one can be made. What was not
     * done is left to the next run.
     */
    VerbResult cut(Plan plan, RunResult.Lost lost, String reason) {
        List<StepReport> undone = lost.steps().stream()
                .filter(report -> report.status() != StepReport.Status.DONE)
                .toList();
        notes.addAll(AfterSwap.unknown(plan, lost.steps()));
        return end(plan, undone, AfterSwap.left(plan, lost.steps(), reason));
    }

    private static StepReport doneAfterAll(StepReport failed) {
        return new StepReport(
                failed.kind(),
                failed.summary(),
                failed.reason(),
                failed.sql(),
                StepReport.Status.ALREADY_DONE,
                failed.took(),
                Optional.empty());
    }

    /** The result after the last plan and the reports of its steps. */
    VerbResult end(Plan plan, List<StepReport> last, List<Problem> problems) {
        List<StepReport> steps = new ArrayList<>(finished);
        steps.addAll(last);
        Set<String> all = new LinkedHashSet<>(notes);
        all.addAll(plan.notes());
        List<Problem> warnings = plan.warnings().stream()
                .filter(warning -> !problems.contains(warning))
                .toList();
        return VerbResult.of(steps, problems, warnings, List.copyOf(all)).guarded(guardrails);
    }

    /** The result if no further plan is possible. */
    VerbResult end(PlanResult.Rejected rejected) {
        return VerbResult.of(finished, rejected.problems(), rejected.warnings(), List.of())
                .guarded(guardrails);
    }

    /** The result without a further plan. */
    VerbResult end(Problem problem) {
        return VerbResult.of(finished, List.of(problem)).guarded(guardrails);
    }
}

package dev.verdigris.engine.internal.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;

/** What took effect over all plans of one run, for the report. */
final class RunHistory {

    private final List<StepReport> finished = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<Evaluation> guardrails = List.of();

    /** Keeps what the guardrails of a new plan came to. */
    void planned(PlanResult result) {
        guardrails = result.guardrails();
    }

    /** Keeps a beginning that was carried out whole. */
    void completed(Plan plan, List<StepReport> steps) {
        finished.addAll(steps);
        notes.addAll(plan.notes());
    }

    /**
     * Keeps what took effect of a plan that was stopped.
     *
     * @param doneAfterAll whether the catalog shows that what failed took effect
     */
    void stopped(RunResult stopped, boolean doneAfterAll) {
        for (StepReport report : stopped.steps()) {
            switch (report.status()) {
                case DONE -> finished.add(report);
                case FAILED -> {
                    if (doneAfterAll) {
                        finished.add(StepReports.resolved(report));
                    }
                }
                case ALREADY_DONE, NOT_REACHED, PLANNED -> {}
            }
        }
    }

    /** The end with the last plan and what became of its steps. */
    VerbResult end(Plan plan, List<StepReport> last, List<Problem> problems) {
        List<StepReport> steps = new ArrayList<>(finished);
        steps.addAll(last);
        Set<String> all = new LinkedHashSet<>(notes);
        all.addAll(plan.notes());
        return VerbResult.of(steps, problems, plan.warnings(), List.copyOf(all)).guarded(guardrails);
    }

    /** The end because no further plan could be made. */
    VerbResult end(PlanResult.Rejected rejected) {
        return VerbResult.of(finished, rejected.problems(), rejected.warnings(), List.of())
                .guarded(guardrails);
    }

    /** The end without a further plan. */
    VerbResult end(Problem problem) {
        return VerbResult.of(finished, List.of(problem)).guarded(guardrails);
    }
}

package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.history.History;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sink.SinkOutlook;

/**
 * The result of a verb. The report adds the state of the environment at the end.
 *
 * @param steps the report of each step, over all attempts
 * @param problems the problems that stopped it; empty if it succeeded
 * @param warnings the problems that were accepted
 * @param notes further information for the user, one sentence each
 * @param readiness the last assessment of the staged side, if it was assessed
 * @param guardrails the evaluation of every guardrail by the last plan that asked it
 * @param status the state of the environment, if the verb reads it
 * @param history the history of the environment, if the verb shows it
 * @param diff the comparison of both sides, if the verb makes it
 * @param sinks what the swap means for each sink of the live side, if the verb swaps or shows the plan of a swap
 */
public record VerbResult(
        List<StepReport> steps,
        List<Problem> problems,
        List<Problem> warnings,
        List<String> notes,
        Optional<Assessment> readiness,
        List<Evaluation> guardrails,
        Optional<StatusSummary> status,
        Optional<History> history,
        Optional<DiffResult> diff,
        List<SinkOutlook> sinks) {

    public VerbResult {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        guardrails = List.copyOf(guardrails);
        sinks = List.copyOf(sinks);
    }

    /** The result of steps. Without problems it is a success. */
    public static VerbResult of(
            List<StepReport> steps, List<Problem> problems, List<Problem> warnings, List<String> notes) {
        return new VerbResult(
                steps,
                problems,
                warnings,
                notes,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The result of steps. Without problems it is a success. */
    public static VerbResult of(List<StepReport> steps, List<Problem> problems) {
        return of(steps, problems, List.of(), List.of());
    }

    /** The result of a verb that ended before the first step. */
    public static VerbResult refused(Problem... problems) {
        return of(List.of(), List.of(problems));
    }

    /** The result of a verb that guardrails refused before the first step. */
    public static VerbResult refused(VerbGuardrails guards) {
        return of(List.of(), guards.problems()).guarded(guards.evaluations());
    }

    /** The result of a plan that is only shown. */
    public static VerbResult shown(PlanResult result) {
        VerbResult shown = switch (result) {
            case PlanResult.Rejected rejected -> of(List.of(), rejected.problems(), rejected.warnings(), List.of());
            case PlanResult.Planned planned ->
                of(
                        planned.plan().steps().stream()
                                .map(step -> StepProgress.notRun(step, StepReport.Status.PLANNED))
                                .toList(),
                        List.of(),
                        planned.plan().warnings(),
                        planned.plan().notes());
        };
        return shown.guarded(result.guardrails());
    }

    /** The same with other commands in the fixes of its problems. */
    public VerbResult with(UnaryOperator<Fix.Command> change) {
        return new VerbResult(
                steps,
                problems.stream().map(problem -> problem.with(change)).toList(),
                warnings.stream().map(problem -> problem.with(change)).toList(),
                notes,
                readiness,
                guardrails,
                status,
                history,
                diff,
                sinks);
    }

    /** The same with an assessment. */
    public VerbResult assessed(Optional<Assessment> assessment) {
        return new VerbResult(steps, problems, warnings, notes, assessment, guardrails, status, history, diff, sinks);
    }

    /** The same with the evaluations of guardrails. */
    public VerbResult guarded(List<Evaluation> evaluations) {
        return new VerbResult(steps, problems, warnings, notes, readiness, evaluations, status, history, diff, sinks);
    }

    /**
     * The same with the evaluation of the staged side after the steps. Problems that the user may accept at promotion,
     * such as an object that the new version leaves out, are warnings.
     */
    public VerbResult judged(VerbGuardrails guards) {
        return of(steps, guards.problems(), Evaluation.warnings(guards.evaluations()), notes)
                .guarded(guards.evaluations());
    }

    /** The same with the state of the environment. */
    public VerbResult standing(StatusSummary summary) {
        return new VerbResult(
                steps,
                problems,
                warnings,
                joined(notes, summary.notes()),
                readiness,
                guardrails,
                Optional.of(summary),
                history,
                diff,
                sinks);
    }

    /** The same with the history of the environment. */
    public VerbResult withHistory(History shown) {
        return new VerbResult(
                steps, problems, warnings, notes, readiness, guardrails, status, Optional.of(shown), diff, sinks);
    }

    /** The same with a comparison of both sides. */
    public VerbResult withDiff(DiffResult compared) {
        return new VerbResult(
                steps, problems, warnings, notes, readiness, guardrails, status, history, Optional.of(compared), sinks);
    }

    /** The same with what the swap means for the sinks. */
    public VerbResult withSinks(List<SinkOutlook> known) {
        return new VerbResult(steps, problems, warnings, notes, readiness, guardrails, status, history, diff, known);
    }

    /** The same with the additions of another result. */
    public VerbResult and(VerbResult next) {
        return new VerbResult(
                joined(steps, next.steps),
                joined(problems, next.problems),
                joined(warnings, next.warnings),
                joined(notes, next.notes),
                Optional.empty(),
                Evaluation.latest(joined(guardrails, next.guardrails)),
                Optional.empty(),
                Optional.empty(),
                next.diff.or(() -> diff),
                next.sinks.isEmpty() ? sinks : next.sinks);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The same with more steps at its end. */
    public VerbResult after(List<StepReport> more) {
        return new VerbResult(
                joined(steps, more), problems, warnings, notes, readiness, guardrails, status, history, diff, sinks);
    }

    /** The same with one more problem. */
    public VerbResult failing(Problem problem) {
        return new VerbResult(
                steps,
                joined(problems, List.of(problem)),
                warnings,
                notes,
                readiness,
                guardrails,
                status,
                history,
                diff,
                sinks);
    }

    /** The same with problems of guardrails that were found after the plan. */
    VerbResult refusedBy(List<Problem> found) {
        return new VerbResult(
                steps,
                joined(problems, found),
                warnings,
                notes,
                readiness,
                Evaluation.refusing(guardrails, found),
                status,
                history,
                diff,
                sinks);
    }

    /** The same with one more note. */
    public VerbResult noting(String note) {
        return new VerbResult(
                steps,
                problems,
                warnings,
                joined(notes, List.of(note)),
                readiness,
                guardrails,
                status,
                history,
                diff,
                sinks);
    }
}

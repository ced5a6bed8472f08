package dev.verdigris.cli.result;

import java.util.List;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;

/**
 * One run of a verb that may have run checks.
 *
 * @param verb the word of the verb
 * @param environment the environment; empty if none was resolved
 * @param done whether it ended well
 * @param checks the results of its checks, in order
 * @param problems why it did not end well
 * @param found the problems that a run was to find in files
 * @param warned what a run has found in files and stops nothing
 */
record CheckedRun(
        String verb,
        String environment,
        boolean done,
        List<CheckResult> checks,
        List<Problem> problems,
        List<PlacedProblem> found,
        List<PlacedProblem> warned) {

    CheckedRun {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
        found = List.copyOf(found);
        warned = List.copyOf(warned);
    }

    /** A run that has looked for problems in files. */
    static CheckedRun finding(String verb, List<PlacedProblem> found, List<PlacedProblem> warned) {
        return new CheckedRun(verb, "", true, List.of(), List.of(), found, warned);
    }

    /** The run of a report. */
    static CheckedRun of(Report report) {
        return new CheckedRun(
                report.verb().word(),
                report.environment().value(),
                report.outcome() == Outcome.DONE,
                report.steps().stream().flatMap(step -> step.check().stream()).toList(),
                report.problems(),
                List.of(),
                List.of());
    }

    /** A run that ended before it had a report. */
    static CheckedRun failed(String verb, List<Problem> problems) {
        return new CheckedRun(verb, "", false, List.of(), problems, List.of(), List.of());
    }

    /** Whether it failed for another reason than a check, for example because its time was over before the others. */
    boolean failedItself() {
        long failed = checks.stream()
                .map(CheckResult::outcome)
                .filter(outcome -> outcome == CheckOutcome.FAILED || outcome == CheckOutcome.UNANSWERED)
                .count();
        boolean timeOver = problems.stream().anyMatch(problem -> problem.code() == ProblemCode.TIME_OVER);
        return !done && (failed == 0 || problems.size() > failed || timeOver);
    }

    /** Why it failed, one reason on each line. */
    String reasons() {
        return problems.isEmpty()
                ? "The run did not end."
                : String.join("\n", problems.stream().map(CheckedRun::reason).toList());
    }

    static String reason(Problem problem) {
        return problem.code().code() + ": " + problem.what()
                + (problem.where().isEmpty() ? "" : " (" + problem.where() + ")");
    }
}

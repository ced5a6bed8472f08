package dev.verdigris.cli.result;

import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.Problem;

/** A run whose results of checks could not be written to their files. */
public final class UnwrittenResults {

    private UnwrittenResults() {}

    /** What the report to keep shows of such a run: its result, the problem, and the exit code of the process. */
    public static ReportView in(ReportView view, Problem problem, int exitCode) {
        List<ProblemView> problems = Stream.concat(
                        view.problems().stream(), ReportView.failed(view.verb(), List.of(problem)).problems().stream())
                .toList();
        return new ReportView(
                view.version(),
                view.verb(),
                view.environment(),
                view.outcome(),
                exitCode,
                view.headline(),
                view.state(),
                view.dryRun(),
                view.planned(),
                view.models(),
                view.deployment(),
                view.guardrails(),
                view.steps(),
                problems,
                view.acceptAll(),
                view.warnings(),
                view.notes(),
                view.readiness(),
                view.status(),
                view.history(),
                view.diff(),
                view.sinks(),
                view.timings(),
                view.next(),
                view.alternatives(),
                view.exposures());
    }
}

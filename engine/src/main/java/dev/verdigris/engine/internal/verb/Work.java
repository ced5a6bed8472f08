package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.execution.Conclusion;

/**
 * What the body of a verb came to.
 *
 * @param conclusion steps, problems, warnings and notes
 * @param readiness what was judged of the staged side, if it was looked at
 * @param timings how long its parts took, in order
 * @param showStatus whether the report shall hold the summary of the environment
 */
record Work(Conclusion conclusion, Optional<Assessment> readiness, List<Report.Timing> timings, boolean showStatus) {

    Work {
        timings = List.copyOf(timings);
    }

    static Work of(Conclusion conclusion) {
        return new Work(conclusion, Optional.empty(), List.of(), false);
    }

    static Work refused(Problem... problems) {
        return of(Conclusion.refused(List.of(problems), List.of()));
    }

    static Work of(List<StepReport> steps, List<Problem> problems, List<String> notes) {
        return of(new Conclusion(steps, problems, List.of(), notes));
    }

    Work judged(Optional<Assessment> assessment) {
        return new Work(conclusion, assessment, timings, showStatus);
    }

    Work timed(List<Report.Timing> parts) {
        return new Work(conclusion, readiness, parts, showStatus);
    }

    Work showingStatus() {
        return new Work(conclusion, readiness, timings, true);
    }

    Work noting(String note) {
        List<String> notes = new ArrayList<>(conclusion.notes());
        notes.add(note);
        return new Work(
                new Conclusion(conclusion.steps(), conclusion.problems(), conclusion.warnings(), notes),
                readiness,
                timings,
                showStatus);
    }
}

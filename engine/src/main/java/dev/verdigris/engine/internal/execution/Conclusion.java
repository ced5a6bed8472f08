package dev.verdigris.engine.internal.execution;

import java.util.List;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;

/**
 * How a planned verb ended.
 *
 * @param steps what became of each step, over all attempts
 * @param problems why it did not end well; empty if it did
 * @param warnings what was accepted
 * @param notes what is worth knowing
 */
public record Conclusion(List<StepReport> steps, List<Problem> problems, List<Problem> warnings, List<String> notes) {

    public Conclusion {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /** An end before the first step. */
    public static Conclusion refused(List<Problem> problems, List<Problem> warnings) {
        return new Conclusion(List.of(), problems, warnings, List.of());
    }
}

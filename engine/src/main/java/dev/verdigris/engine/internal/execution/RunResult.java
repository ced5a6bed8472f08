package dev.verdigris.engine.internal.execution;

import java.util.List;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;

/** The result of running one plan. */
sealed interface RunResult {

    /** The report of each step, in order. */
    List<StepReport> steps();

    /**
     * Every step was tried. All took effect except those in {@code pending}.
     *
     * @param steps the report of each step
     * @param pending the steps after the swap that failed, each independently
     * @param unconfirmed the sinks that were not seen to run after the follow-ups
     */
    record Completed(List<StepReport> steps, List<Pending> pending, List<Problem> unconfirmed) implements RunResult {

        public Completed {
            steps = List.copyOf(steps);
            pending = List.copyOf(pending);
            unconfirmed = List.copyOf(unconfirmed);
        }
    }

    /**
     * A step after the swap that failed, or that had no time.
     *
     * @param step the step
     * @param problem the reason
     */
    record Pending(Step step, Problem problem) {}

    /**
     * The connection was lost during a step. No later step was tried.
     *
     * @param steps the report of each step
     * @param step the step
     * @param failure the failure
     */
    record Lost(List<StepReport> steps, Step step, ConnectionLost failure) implements RunResult {

        public Lost {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The server refused a step, or several that ran in parallel. No later step was tried.
     *
     * @param steps the report of each step
     * @param refusals the refusals; at least one
     */
    record Refused(List<StepReport> steps, List<Refusal> refusals) implements RunResult {

        public Refused {
            steps = List.copyOf(steps);
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * The refusal of one step.
     *
     * @param step the step
     * @param failure the server's answer
     */
    record Refusal(Step step, ServerRefusal failure) {}

    /**
     * A step that only waits did not end in time, or a step was not sent because of what was found right before it. No
     * later step was tried.
     *
     * @param steps the report of each step
     * @param problems the reasons; at least one
     */
    record Blocked(List<StepReport> steps, List<Problem> problems) implements RunResult {

        public Blocked {
            steps = List.copyOf(steps);
            problems = List.copyOf(problems);
        }
    }
}

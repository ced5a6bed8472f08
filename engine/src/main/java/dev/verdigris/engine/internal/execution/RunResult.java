package dev.verdigris.engine.internal.execution;

import java.util.List;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;

/** How far a plan came. */
sealed interface RunResult {

    /** What became of each step, in order. */
    List<StepReport> steps();

    /**
     * Every step was tried, and all took effect but those that {@code pending} names.
     *
     * @param steps what became of each step
     * @param pending follow-ups that failed, each on its own
     */
    record Completed(List<StepReport> steps, List<Pending> pending) implements RunResult {

        public Completed {
            steps = List.copyOf(steps);
            pending = List.copyOf(pending);
        }
    }

    /**
     * A follow-up that failed.
     *
     * @param step the step
     * @param problem why
     */
    record Pending(Step.FollowUp step, Problem problem) {}

    /**
     * The connection was lost while a step ran; nothing after it was tried.
     *
     * @param steps what became of each step
     * @param step the step
     * @param failure what happened
     */
    record Lost(List<StepReport> steps, Step step, ConnectionLost failure) implements RunResult {

        public Lost {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The server refused a step, or several that ran side by side; nothing after them was tried.
     *
     * @param steps what became of each step
     * @param refusals what was refused; at least one
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
     * A step that only waits did not come to its end in time.
     *
     * @param steps what became of each step
     * @param problem what it waited for
     */
    record Blocked(List<StepReport> steps, Problem problem) implements RunResult {

        public Blocked {
            steps = List.copyOf(steps);
        }
    }
}

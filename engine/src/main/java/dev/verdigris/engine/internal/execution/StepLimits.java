package dev.verdigris.engine.internal.execution;

import java.time.Duration;

import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.Defaults;

/**
 * The limits for the answers to steps, and for steps that wait for an event which may never come.
 *
 * @param sink the limit for re-pointing one sink
 * @param drain the limit for running SUBSCRIBEs to end
 * @param forceDrain whether to continue if they have not ended within the limit
 */
public record StepLimits(Duration sink, Duration drain, boolean forceDrain) {

    /** The limits for plans without a wait. */
    public static final StepLimits NONE = sinks(Defaults.SINK_TIMEOUT);

    /** The limit for the answer to the statement of a step. */
    AnswerLimit of(Step step) {
        return switch (step) {
            case Step.FollowUp followUp -> AnswerLimit.of(StatementKind.SINK, sink);
            case Step.Swap swap -> AnswerLimit.of(StatementKind.SWAP);
            case Step.Quarantine quarantine -> AnswerLimit.of(StatementKind.DROP);
            case Step.AdvanceToken advance -> AnswerLimit.of(StatementKind.BUILD);
            case Step.DropItem item -> AnswerLimit.of(StatementKind.DROP);
            case Step.DropSchema schema -> AnswerLimit.of(StatementKind.DROP);
            case Step.DropCluster cluster -> AnswerLimit.of(StatementKind.DROP);
            case Step.DropStateView stateView -> AnswerLimit.of(StatementKind.DROP);
            case Step.DropLockSchema lock -> AnswerLimit.of(StatementKind.DROP);
            case Step.Statement statement -> AnswerLimit.of(StatementKind.BUILD);
            case WaitStep wait -> AnswerLimit.of(StatementKind.OTHER);
        };
    }

    /** The same limits after a part of the time for the drain has passed. */
    StepLimits draining(Duration left) {
        return new StepLimits(sink, left.isNegative() ? Duration.ZERO : left, forceDrain);
    }

    /** The limits for plans that re-point sinks. */
    public static StepLimits sinks(Duration limit) {
        return new StepLimits(limit, Duration.ZERO, false);
    }
}

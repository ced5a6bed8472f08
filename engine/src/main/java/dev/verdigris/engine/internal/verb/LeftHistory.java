package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.Context;

/** What a run leaves out of the history because the server has refused it. */
final class LeftHistory {

    private Optional<String> note = Optional.empty();

    /** Whether a step of the last plan is one of the history, which no verb needs. */
    static boolean canLeave(Optional<LastPlan> last, Step step) {
        return last.map(plan -> HistorySchema.of(plan.view().lockNames().schema()))
                .filter(history -> HistoryStep.isIn(history.name(), step))
                .isPresent();
    }

    /** Receives a refused step. */
    void leave(Step step, String reason) {
        note = Optional.of(
                step instanceof HistoryStep
                        ? "No history entry is written, because the server refused it: " + reason
                        : "The history stays as it is, because the server refused to " + step.summary() + ": "
                                + reason);
    }

    /** How many ended deployments the next plan keeps. */
    int keep(Context context) {
        return note.isEmpty() ? context.options().history() : 0;
    }

    /** What was left out, in one sentence; empty if nothing was. */
    Optional<String> note() {
        return note;
    }
}

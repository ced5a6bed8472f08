package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;

/**
 * Plans a verb that keeps a history entry. The history never stops it: a step of it that the server refuses is left
 * out.
 */
abstract class HistoryPlanning extends Planning {

    private final Context context;
    private Optional<String> note = Optional.empty();

    HistoryPlanning(Context context, Verb verb, CatalogScope scope) {
        super(context, verb, scope);
        this.context = context;
    }

    @Override
    public final boolean canLeave(Step step) {
        return last().map(plan -> HistorySchema.of(plan.view().lockNames().schema()))
                .filter(history -> HistoryStep.isIn(history.name(), step))
                .isPresent();
    }

    @Override
    public final void leave(Step step, String reason) {
        note = Optional.of(
                step instanceof HistoryStep
                        ? "No history entry is written, because the server refused it: " + reason
                        : "The history stays as it is, because the server refused to " + step.summary() + ": "
                                + reason);
    }

    /** How many ended deployments the next plan keeps. */
    final int keep() {
        return note.isEmpty() ? context.options().history() : 0;
    }

    @Override
    final Optional<String> note() {
        return note;
    }
}

package dev.verdigris.core.deployment.record;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What verbs write into the record of a deployment after its beginning. A rollback takes the entry of the promotion
 * that it undoes away, and a promotion settles the entry of the last rollback, so that a record has room for all.
 *
 * @param atWork the run that works on it; empty if that run had no session that shows when it ends
 * @param built the last build of the staged side; empty if Verdigris has not built it
 * @param checked the result of the last checks; empty if there was none
 * @param rolledBack the last rollback; empty if there was none
 * @param promoted the last promotion; empty if there was none, or if it was rolled back
 */
public record Entries(
        Optional<AtWork> atWork,
        Optional<Built> built,
        Optional<Checked> checked,
        Optional<RolledBack> rolledBack,
        Optional<Promoted> promoted) {

    /** Nothing was written. */
    static final Entries NONE =
            new Entries(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Entries with(Optional<AtWork> run) {
        return new Entries(run, built, checked, rolledBack, promoted);
    }

    Entries with(Built build) {
        return new Entries(atWork, Optional.of(build), checked, rolledBack, promoted);
    }

    Entries with(Checked result) {
        return new Entries(atWork, built, Optional.of(result), rolledBack, promoted);
    }

    Entries with(RolledBack rollback) {
        return new Entries(atWork, built, checked, Optional.of(rollback), Optional.empty());
    }

    Entries withRollback(UnaryOperator<RolledBack> change) {
        return new Entries(atWork, built, checked, rolledBack.map(change), promoted);
    }

    Entries with(Promoted promotion) {
        return new Entries(atWork, built, checked, rolledBack.map(RolledBack::settled), Optional.of(promotion));
    }
}

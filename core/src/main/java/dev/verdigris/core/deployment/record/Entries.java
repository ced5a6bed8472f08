package dev.verdigris.core.deployment.record;

import java.util.Optional;

/**
 * What verbs write into the record of a deployment after its beginning.
 *
 * @param atWork the run that works on it; empty if that run had no session that tells when it ends
 * @param built the last build of the staged side; empty if Verdigris has not built it
 * @param checked the result of the last checks; empty if there was none
 * @param rolledBack the last rollback; empty if there was none
 */
public record Entries(
        Optional<AtWork> atWork, Optional<Built> built, Optional<Checked> checked, Optional<RolledBack> rolledBack) {

    /** Nothing was written. */
    static final Entries NONE = new Entries(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Entries with(Optional<AtWork> run) {
        return new Entries(run, built, checked, rolledBack);
    }

    Entries with(Built build) {
        return new Entries(atWork, Optional.of(build), checked, rolledBack);
    }

    Entries with(Checked result) {
        return new Entries(atWork, built, Optional.of(result), rolledBack);
    }

    Entries with(RolledBack rollback) {
        return new Entries(atWork, built, checked, Optional.of(rollback));
    }
}

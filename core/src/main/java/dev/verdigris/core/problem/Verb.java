package dev.verdigris.core.problem;

import dev.verdigris.core.text.Kebab;

/** The verbs of Verdigris. */
public enum Verb {
    INIT,
    BUILD,
    EXEC,
    GRANTS,
    AWAIT,
    CHECK,
    PROMOTE,
    ROLLBACK,
    CLEANUP,
    ABORT,
    DEPLOY,
    STATUS,
    PLAN,
    HISTORY,
    DIFF,
    REPORT;

    /** The verb as users type it. */
    public String word() {
        return Kebab.of(this);
    }

    @Override
    public String toString() {
        return word();
    }
}

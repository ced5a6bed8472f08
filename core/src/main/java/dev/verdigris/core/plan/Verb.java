package dev.verdigris.core.plan;

import java.util.Locale;

/** The verbs of Verdigris. */
public enum Verb {
    INIT,
    BUILD,
    EXEC,
    AWAIT,
    CHECK,
    DIFF,
    PROMOTE,
    ROLLBACK,
    CLEANUP,
    ABORT,
    DEPLOY,
    STATUS,
    HISTORY,
    PLAN;

    /** The verb as it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}

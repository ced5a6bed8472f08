package dev.verdigris.engine.model;

import java.util.Locale;

/** What a run does: a verb of Verdigris, or a macro of dbt with the statements of the same end. */
public enum Work {
    /** Creates the suffixed side. */
    INIT,
    /** Builds the next version on it. */
    BUILD,
    /** Swaps the suffixed side live. */
    PROMOTE,
    /** Swaps back. */
    ROLLBACK,
    /** Drops the previous side. */
    CLEANUP,
    /** Drops the staged side. */
    ABORT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.verdigris.engine.model;

import java.util.Locale;

/** What a run does: a verb of Verdigris, or a macro of dbt with the statements of the same end. */
public enum Work {
    /** Creates the suffixed side. */
    INIT,
    /** Builds a version on it. */
    BUILD,
    /** Waits until it is ready. Only the sandbox plays it. */
    AWAIT,
    /** Checks it and records the result. */
    CHECK,
    /** Swaps the suffixed side live. */
    PROMOTE,
    /** All of these in this order. */
    DEPLOY,
    /** Swaps back. */
    ROLLBACK,
    /** Drops the previous side. */
    CLEANUP,
    /** Drops the staged side. */
    ABORT;

    /** Whether it may begin a deployment or build, so that it must own the deployment in force. */
    boolean builds() {
        return this == INIT || this == BUILD || this == DEPLOY;
    }

    /** Whether it may swap the suffixed side live. */
    boolean promotes() {
        return this == PROMOTE || this == DEPLOY;
    }

    /** Whether it may look at the suffixed side with the checks of the project. */
    boolean checks() {
        return this == CHECK || this == DEPLOY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

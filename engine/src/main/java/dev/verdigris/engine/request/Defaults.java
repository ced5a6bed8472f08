package dev.verdigris.engine.request;

import java.time.Duration;

/** The limits of requests that do not set their own. The command line shows the same values in its help. */
public final class Defaults {

    /** The longest wait for readiness. */
    public static final Duration READY_TIMEOUT = Duration.ofMinutes(30);

    /** The limit for re-pointing one sink. */
    public static final Duration SINK_TIMEOUT = Duration.ofMinutes(1);

    /** The longest wait for running SUBSCRIBEs before a drop. */
    public static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(1);

    /** The limit for each check. */
    public static final Duration CHECK_TIMEOUT = Duration.ofMinutes(5);

    /** The limit for the answer to each statement that has no limit of its own. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(10);

    /** The time for which a swap is tried again while other sessions change the catalog. */
    public static final Duration SWAP_TIMEOUT = Duration.ofMinutes(2);

    /** How long after a promotion a rollback needs no consent. */
    public static final Duration ROLLBACK_WINDOW = Duration.ofHours(24);

    /** The number of rows that a failed check shows. */
    public static final int CHECK_SAMPLES = 5;

    /** How many ended deployments the history keeps. */
    public static final int HISTORY = 20;

    /** How many of the newest deployments the verb history shows. */
    public static final int HISTORY_LIMIT = 10;

    private Defaults() {}
}

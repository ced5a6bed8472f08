package dev.verdigris.cli.output;

/** How much is written to stderr. */
public enum Verbosity {
    /** Only problems. */
    QUIET,
    /** Progress. */
    NORMAL,
    /** Progress, the origin of settings, notices of the server, and stack traces. */
    VERBOSE
}

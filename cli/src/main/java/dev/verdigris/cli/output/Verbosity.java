package dev.verdigris.cli.output;

/** The amount of text on stderr. */
public enum Verbosity {
    /** Only problems. */
    QUIET,
    /** Progress. */
    NORMAL,
    /** Progress, the origin of settings, notices of the server, and stack traces. */
    VERBOSE
}

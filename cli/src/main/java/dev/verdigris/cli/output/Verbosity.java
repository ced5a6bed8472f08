package dev.verdigris.cli.output;

/** How much goes to stderr. */
public enum Verbosity {
    /** Nothing but problems. */
    QUIET,
    /** Progress. */
    NORMAL,
    /** Progress, where settings come from, what the server remarks, and stack traces. */
    VERBOSE
}

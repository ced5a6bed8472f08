package dev.verdigris.core.check;

/** What a check that does not pass means for the promotion. */
public enum Severity {
    /** It stops the promotion. */
    ERROR,
    /** It is a warning. */
    WARN
}

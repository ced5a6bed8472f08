package dev.verdigris.cli.report.document;

/** What a status means for its reader. A word always says it too, because not everybody sees colors. */
public enum Tone {
    GOOD,
    WARN,
    BAD,
    /** It goes on. */
    BUSY,
    /** Nobody has to act on it. */
    IDLE
}

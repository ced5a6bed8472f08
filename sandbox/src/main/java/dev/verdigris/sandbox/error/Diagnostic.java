package dev.verdigris.sandbox.error;

import org.jspecify.annotations.Nullable;

/**
 * The content of an ErrorResponse or a NoticeResponse (PostgreSQL protocol, section 55.8).
 *
 * @param severity ERROR, FATAL, WARNING, NOTICE, DEBUG, INFO or LOG
 * @param sqlState five characters
 * @param message the primary text
 * @param detail more about the cause, or null
 * @param hint what to do about it, or null
 * @param position 1-based character offset into the statement, or null
 */
public record Diagnostic(
        String severity,
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable Integer position) {

    /** An error without detail, hint or position. */
    public static Diagnostic error(String sqlState, String message) {
        return new Diagnostic("ERROR", sqlState, message, null, null, null);
    }

    /** A notice without detail or hint. */
    public static Diagnostic notice(String sqlState, String message) {
        return new Diagnostic("NOTICE", sqlState, message, null, null, null);
    }

    /** A warning without detail or hint. */
    public static Diagnostic warning(String sqlState, String message) {
        return new Diagnostic("WARNING", sqlState, message, null, null, null);
    }

    /** The same with a DETAIL line. */
    public Diagnostic withDetail(String text) {
        return new Diagnostic(severity, sqlState, message, text, hint, position);
    }

    /** The same with a HINT line. */
    public Diagnostic withHint(String text) {
        return new Diagnostic(severity, sqlState, message, detail, text, position);
    }

    /** The same pointing at a place in the statement. */
    public Diagnostic at(int characterPosition) {
        return new Diagnostic(severity, sqlState, message, detail, hint, characterPosition);
    }
}

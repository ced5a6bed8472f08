package dev.verdigris.core.check;

/** What a check found. */
public enum CheckOutcome {
    /** No failing row, or no more than it tolerates. */
    PASSED,
    /** It does not pass, and its severity is a warning. */
    WARNED,
    /** It does not pass, and the user has accepted that. */
    ACCEPTED,
    /** It does not pass, or it cannot be run. */
    FAILED,
    /** There is no other side with which it could compare. */
    NOT_APPLICABLE,
    /** It got no answer: a right is missing, or its time was over. */
    UNANSWERED
}

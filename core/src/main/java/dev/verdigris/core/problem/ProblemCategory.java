package dev.verdigris.core.problem;

/** The categories of problem codes. Each has one outcome. */
public enum ProblemCategory {
    /** The input is wrong, independent of the server's catalog. */
    CONFIGURATION(Outcome.USAGE),
    /** The current role lacks a right. */
    PERMISSION(Outcome.PERMISSION),
    /** Another deployment has the lock, or another process changed something that this verb needs. */
    CONFLICT(Outcome.CONFLICT),
    /** A guardrail refuses. */
    GUARDRAIL(Outcome.REFUSED),
    /** The staged side is not ready yet, or cannot become ready. */
    READINESS(Outcome.NOT_READY),
    /** The swap is done, but a step after the swap is not. */
    FOLLOW_UP(Outcome.FOLLOW_UP),
    /** The connection or the server failed. */
    CONNECTION(Outcome.UNREACHABLE),
    /** A bug of Verdigris. */
    BUG(Outcome.INTERNAL);

    private final Outcome outcome;

    ProblemCategory(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The outcome of a problem of this category. */
    public Outcome outcome() {
        return outcome;
    }
}

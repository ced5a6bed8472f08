package dev.verdigris.core.problem;

/** The categories of problem codes. Each leads to one outcome. */
public enum ProblemCategory {
    /** The input is wrong, independent of the server's catalog. */
    CONFIGURATION(Outcome.USAGE),
    /** The role in force lacks a right. */
    PERMISSION(Outcome.PERMISSION),
    /** Someone else holds or changed what this verb needs. */
    CONFLICT(Outcome.CONFLICT),
    /** A guardrail refuses. */
    GUARDRAIL(Outcome.REFUSED),
    /** Not ready yet, or never. */
    READINESS(Outcome.NOT_READY),
    /** The swap is done, but a step after it is not. */
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

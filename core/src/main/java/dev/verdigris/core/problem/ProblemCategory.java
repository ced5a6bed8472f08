package dev.verdigris.core.problem;

/** Families of problem codes; each leads to one outcome. */
public enum ProblemCategory {
    /** What the user wrote cannot be right, whatever the server holds. */
    CONFIGURATION(Outcome.USAGE),
    /** The role in force lacks a right. */
    PERMISSION(Outcome.PERMISSION),
    /** Someone else holds or changed what this verb needs. */
    CONFLICT(Outcome.CONFLICT),
    /** A guardrail says no. */
    GUARDRAIL(Outcome.REFUSED),
    /** Not ready yet, or never. */
    READINESS(Outcome.NOT_READY),
    /** The swap is done and something behind it is not. */
    FOLLOW_UP(Outcome.FOLLOW_UP),
    /** The swap was undone by itself. */
    ROLLBACK(Outcome.ROLLED_BACK),
    /** The connection or the server failed. */
    CONNECTION(Outcome.UNREACHABLE),
    /** A bug of Verdigris. */
    BUG(Outcome.INTERNAL);

    private final Outcome outcome;

    ProblemCategory(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The outcome that a problem of this family leads to. */
    public Outcome outcome() {
        return outcome;
    }
}

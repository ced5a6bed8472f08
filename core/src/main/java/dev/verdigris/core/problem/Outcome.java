package dev.verdigris.core.problem;

import java.util.Collection;
import java.util.Comparator;

/**
 * The outcome of a verb. Each outcome has an exit code.
 *
 * <p>The constants are in the order of their exit codes. {@link #worst} has its own order.
 */
public enum Outcome {
    /** Done, or nothing to do. */
    DONE(0, 0, "done, or nothing to do"),
    /** A bug of Verdigris. */
    INTERNAL(1, 9, "internal error (a bug)"),
    /** The command line or the configuration is wrong. */
    USAGE(2, 5, "usage or configuration"),
    /** A check or guardrail refused. */
    REFUSED(3, 2, "a check or guardrail refused"),
    /** The staged side did not become ready in time. */
    NOT_READY(4, 1, "not ready in time"),
    /** The current role lacks a right. */
    PERMISSION(5, 3, "permission missing"),
    /** Another deployment has the lock, the live side has drifted, or another run was faster. */
    CONFLICT(6, 4, "conflict: locked, drifted, or someone else promoted"),
    /** The swap is done, and something after it is not: sinks do not follow, or the record does not say it. */
    FOLLOW_UP(7, 7, "the swap is done, the follow-up is not: do what the problem shows"),
    /** The server cannot be reached, or the connection was lost. */
    UNREACHABLE(9, 6, "server unreachable or connection lost");

    private final int exitCode;
    private final int weight;
    private final String meaning;

    Outcome(int exitCode, int weight, String meaning) {
        this.exitCode = exitCode;
        this.weight = weight;
        this.meaning = meaning;
    }

    /** The exit code of the process. The code 8 is not in use. */
    public int exitCode() {
        return exitCode;
    }

    /** The meaning of the exit code, in a few words. */
    public String meaning() {
        return meaning;
    }

    /**
     * The outcome that a verb reports when several apply: the most important one for the caller.
     *
     * <p>A bug comes first. Then comes the outcome that says that production has already changed (follow-up
     * incomplete), then those that waiting does not change (unreachable, usage, conflict, permission, refused), and
     * last the one that may pass by itself (not ready).
     *
     * @param outcomes any number; none means {@link #DONE}
     */
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .max(Comparator.comparingInt(outcome -> outcome.weight))
                .orElse(DONE);
    }
}

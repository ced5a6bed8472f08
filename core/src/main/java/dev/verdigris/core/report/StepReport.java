package dev.verdigris.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one step.
 *
 * @param kind the step's name in kebab case, such as {@code repoint-sink}
 * @param summary the step in a few words
 * @param reason why it is in the plan
 * @param sql its statements
 * @param status what became of it
 * @param took how long it took, if it was run
 * @param error the server's message, if it failed
 */
public record StepReport(
        String kind,
        String summary,
        String reason,
        List<String> sql,
        Status status,
        Optional<Duration> took,
        Optional<String> error) {

    public StepReport {
        sql = List.copyOf(sql);
    }

    /** What became of a step. */
    public enum Status {
        /** It is only shown. */
        PLANNED,
        /** It took effect. */
        DONE,
        /** Somebody else, or an earlier attempt, had done it. */
        ALREADY_DONE,
        /** The server refused it or it took too long; nothing of it took effect. */
        FAILED,
        /** An earlier step failed. */
        NOT_REACHED
    }
}

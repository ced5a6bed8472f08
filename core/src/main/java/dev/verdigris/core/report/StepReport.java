package dev.verdigris.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Kebab;

/**
 * The result of one step.
 *
 * @param kind the step's name in kebab case, such as {@code repoint-sink}
 * @param summary the step in a few words
 * @param reason the reason why it is in the plan
 * @param sql its statements
 * @param status its status
 * @param took its duration, if it was run
 * @param error the server's message, if it failed
 * @param check the result, if the step was a check
 */
public record StepReport(
        String kind,
        String summary,
        String reason,
        List<String> sql,
        Status status,
        Optional<Duration> took,
        Optional<String> error,
        Optional<CheckResult> check) {

    public StepReport {
        sql = List.copyOf(sql);
    }

    /** The result of a step that was no check. */
    public StepReport(
            String kind,
            String summary,
            String reason,
            List<String> sql,
            Status status,
            Optional<Duration> took,
            Optional<String> error) {
        this(kind, summary, reason, sql, status, took, error, Optional.empty());
    }

    /** The same step as one that was a check. */
    public StepReport with(CheckResult result) {
        return new StepReport(kind, summary, reason, sql, status, took, error, Optional.of(result));
    }

    /** Whether it is about a step of that type. */
    public boolean isOf(Class<? extends Step> type) {
        return kind.equals(Kebab.of(type));
    }

    /** The status of a step. */
    public enum Status {
        /** It is only shown. */
        PLANNED,
        /** It took effect. */
        DONE,
        /** Another run, or an earlier attempt, had already done it. */
        ALREADY_DONE,
        /** The server refused it, or it took too long. Nothing of it took effect. */
        FAILED,
        /** An earlier step failed. */
        NOT_REACHED
    }
}

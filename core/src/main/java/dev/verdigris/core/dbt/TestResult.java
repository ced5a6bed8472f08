package dev.verdigris.core.dbt;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of one test of dbt.
 *
 * @param id the unique id of the test
 * @param outcome how it ended
 * @param failures how many rows failed, if it was counted
 * @param message the words of dbt
 * @param sql the query whose rows fail, if dbt has written it
 * @param took how long it ran
 */
public record TestResult(
        String id,
        Outcome outcome,
        Optional<Long> failures,
        Optional<String> message,
        Optional<String> sql,
        Duration took) {

    /** How a test ended. */
    public enum Outcome {
        /** No row failed, or fewer than it allows. */
        PASSED,
        /** Rows failed, and the test only warns of that. */
        WARNED,
        /** Rows failed. */
        FAILED,
        /** It could not run, or has another status. Unknown is never good. */
        BROKEN;

        static Outcome of(String status) {
            return switch (status) {
                case "pass", "success" -> PASSED;
                case "warn" -> WARNED;
                case "fail" -> FAILED;
                default -> BROKEN;
            };
        }
    }

    /** Whether it stops nothing. */
    public boolean passed() {
        return switch (outcome) {
            case PASSED, WARNED -> true;
            case FAILED, BROKEN -> false;
        };
    }

    /** How it ended, as a clause. */
    public String text() {
        String ending = switch (outcome) {
            case PASSED -> "passed";
            case WARNED -> "warns";
            case FAILED -> "failed";
            case BROKEN -> "did not run to its end";
        };
        return ending
                + failures.filter(count -> count > 0)
                        .map(count -> ", failures: " + count)
                        .orElse("")
                + message.map(words -> ": " + words.strip()).orElse("");
    }
}

package dev.verdigris.core.dbt;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * The results that a run of dbt has written.
 *
 * @param invocation the id of the run, if it has one
 * @param at when it was written, if it says so
 * @param tests the results of the tests, in the order of the file. A model that failed is among them, because its tests
 *     did not run
 */
public record RunResults(Optional<String> invocation, Optional<Instant> at, List<TestResult> tests) {

    private static final double MILLIS = 1_000;

    public RunResults {
        tests = List.copyOf(tests);
    }

    /**
     * Reads results.
     *
     * @param json the begin of the file
     * @return empty if the file has none
     * @throws IOException if the file cannot be read
     */
    public static Optional<RunResults> read(JsonParser json) throws IOException {
        try {
            json.nextToken();
            Tree file = Tree.read(json);
            Tree metadata = file.at("metadata");
            return file.entries().containsKey("results")
                    ? Optional.of(new RunResults(
                            metadata.at("invocation_id").text(),
                            metadata.at("generated_at").text().flatMap(RunResults::instant),
                            file.at("results").items().stream()
                                    .flatMap(result -> result(result).stream())
                                    .toList()))
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** Whether a run after a moment has written it. */
    public boolean isOfRunAfter(Instant start, Optional<RunResults> before) {
        boolean another =
                invocation.isEmpty() || !before.flatMap(RunResults::invocation).equals(invocation);
        return another && at.filter(written -> !written.isBefore(start)).isPresent();
    }

    private static Optional<TestResult> result(Tree result) {
        String id = result.at("unique_id")
                .text()
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isBlank())
                .orElse("without an id");
        TestResult read = new TestResult(
                id,
                TestResult.Outcome.of(result.at("status").text().orElse("")),
                result.at("failures").text().flatMap(RunResults::number).map(Double::longValue),
                result.at("message").text(),
                result.at("compiled_code").text(),
                result.at("execution_time")
                        .text()
                        .flatMap(RunResults::number)
                        .map(seconds -> Duration.ofMillis((long) (seconds * MILLIS)))
                        .orElse(Duration.ZERO));
        boolean test = id.startsWith("test.") || id.startsWith("unit_test.");
        return test || !read.passed() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}

package dev.verdigris.core.dbt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from the results of dbt. */
final class RunResultsTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-30T05:01:32.075093Z");

    private static final String METADATA =
            "{\"metadata\": {\"invocation_id\": \"i\", \"generated_at\": \"2026-11-30T05:01:32.075093Z\"}, ";

    private static Optional<RunResults> read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            return RunResults.read(parser);
        }
    }

    @Test
    void eachTestHasItsStatusFailuresAndMessage() throws IOException {
        RunResults results = read(METADATA + """
                "results": [
                  {"unique_id": "test.p.a", "status": "pass", "failures": 0, "message": null, "execution_time": 0.25},
                  {"unique_id": "test.p.b", "status": "warn", "failures": 2, "message": "Got 2 results"},
                  {"unique_id": "test.p.c", "status": "fail", "failures": 3, "compiled_code": "select 1"},
                  {"unique_id": "unit_test.p.d", "status": "error", "message": "no such table", "failures": "1e999"},
                  {"unique_id": "test.p.\\u0000e", "status": "skipped", "execution_time": "later"},
                  {"unique_id": "test.p.f", "status": "better"},
                  {"unique_id": "model.p.g", "status": "success"},
                  {"unique_id": "model.p.h", "status": "error"},
                  {}, 7]}
                """).orElseThrow();
        assertThat(results.tests())
                .extracting(test -> test.id() + " " + test.passed() + " " + test.text())
                .containsExactly(
                        "test.p.a true passed",
                        "test.p.b true warns, failures: 2: Got 2 results",
                        "test.p.c false failed, failures: 3",
                        "unit_test.p.d false did not run to its end, failures: 9223372036854775807: no such table",
                        "test.p.e false did not run to its end",
                        "test.p.f false did not run to its end",
                        "model.p.h false did not run to its end",
                        "without an id false did not run to its end",
                        "without an id false did not run to its end");
        assertThat(results.tests().getFirst().took()).isEqualTo(Duration.ofMillis(250));
        assertThat(results.tests().get(2).sql()).hasValue("select 1");
    }

    @Test
    void onlyResultsOfThisRunCount() throws IOException {
        Optional<RunResults> results = read(METADATA + "\"results\": []}");
        RunResults after = results.orElseThrow();
        assertThat(after.isOfRunAfter(WRITTEN.minusSeconds(1), Optional.empty()))
                .isTrue();
        assertThat(after.isOfRunAfter(WRITTEN.plusSeconds(1), Optional.empty())).isFalse();
        assertThat(after.isOfRunAfter(WRITTEN.minusSeconds(1), results)).isFalse();
        RunResults timeless = read("{\"results\": []}").orElseThrow();
        assertThat(timeless.isOfRunAfter(Instant.EPOCH, Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"results\": [", "{\"results\": hunter2}"})
    void aFileThatHasNoneIsEmpty(String json) throws IOException {
        assertThat(read(json)).isEmpty();
    }
}

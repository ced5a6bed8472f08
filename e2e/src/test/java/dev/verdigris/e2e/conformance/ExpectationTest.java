package dev.verdigris.e2e.conformance;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Facts that no case can show, because no known statement causes them. */
final class ExpectationTest {

    @Test
    void anInternalErrorNeverMeetsAnExpectation() {
        String error = "! FATAL XX000 internal error of the sandbox: java.lang.IllegalStateException";
        assertThat(Expectation.compare(List.of(error), List.of(error), false).differences())
                .containsExactly("expected:", "    " + error, "answered:", "    " + error);
    }

    @Test
    void anExpectedErrorGivesNoDifference() {
        String error = "! XX000 unknown schema 'nope'";
        assertThat(Expectation.compare(List.of(error), List.of(error, "% I"), false).differences())
                .isEmpty();
    }
}

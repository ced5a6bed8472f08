package dev.verdigris.core.deployment;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class DbtDeploymentTest {

    /** B53: the macros of dbt-materialize 1.9 leave the time empty. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~\n        Deployment by ci on \n    ~, by ci",
                "~\n        Deployment by ci on \n            | Commit SHA: abc\n    ~, ~by ci, commit abc~",
                "~Deployment by ci on 2026-01-01 10:00:00+00 | Commit SHA: abc~,"
                        + " ~by ci on 2026-01-01 10:00:00+00, commit abc~",
                "~Deployment by o'n \"x\" on call on 10:00~, ~by o'n \"x\" on call on 10:00~"
            })
    void theCommentOfTheMacrosTellsWhoPromoted(String comment, String told) {
        assertThat(DbtDeployment.of(comment)).map(DbtDeployment::toString).contains(told);
    }

    @ParameterizedTest
    @CsvSource({"every order", "Deployment", "Deployment by hand"})
    void anotherCommentIsNone(String comment) {
        assertThat(DbtDeployment.of(comment)).isEmpty();
    }
}

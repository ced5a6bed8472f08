package dev.verdigris.core.report;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReportTest {

    @Test
    void aReportThatEndedWellIsReturned() {
        Report report = report(Outcome.DONE, List.of());
        assertThat(report.orThrow()).isSameAs(report);
    }

    @Test
    void anyOtherReportIsThrownWithItsProblems() {
        Report report = report(
                Outcome.FOLLOW_UP,
                List.of(new Problem(
                        ProblemCode.SINK_PENDING,
                        "sink s still reads the previous side",
                        "",
                        Fix.advice("promote again"))));
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(report::orThrow)
                .withMessage(
                        "promote of environment prod: the swap is done, the follow-up is not: do what the problem shows\n"
                                + "VG-SINK-PENDING sink s still reads the previous side")
                .satisfies(thrown -> assertThat(thrown.report()).isSameAs(report));
    }

    private static Report report(Outcome outcome, List<Problem> problems) {
        return new Report(
                Verb.PROMOTE,
                Identifier.of("prod"),
                outcome,
                EnvironmentState.PROMOTED,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                problems,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                DbtFacts.NONE);
    }
}

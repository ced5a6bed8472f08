package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The first line of a report says what is true now. */
final class HeadlineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PROMOTE  | DONE        | PROMOTED    | the new version is live
                    ROLLBACK | DONE        | ROLLED_BACK | the previous version is live again
                    ROLLBACK | FOLLOW_UP   | ROLLED_BACK | the previous version is live again, but not every sink runs on it yet
                    DEPLOY   | FOLLOW_UP   | PROMOTED    | the new version is live, but not every sink runs on it yet
                    CLEANUP  | DONE        | NONE        | the previous version is dropped
                    STATUS   | DONE        | STAGED      | the staged version is not live
                    STATUS   | DONE        | ROLLED_BACK | the version that was rolled back is not live
                    DEPLOY   | NOT_READY   | STAGED      | the staged side is not ready; the staged version is not live
                    PROMOTE  | UNREACHABLE | UNKNOWN     | there is no connection to the server; the state is unknown
                    ROLLBACK | REFUSED     | PROMOTED    | a check or guardrail refused; the new version is live
                    """)
    void saysWhatIsTrueAfterAVerb(Verb verb, Outcome outcome, EnvironmentState state, String headline) {
        assertThat(Headline.of(report(verb, outcome, state, false))).isEqualTo(headline);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DONE    | nothing was changed; promote would take 1 step
                    REFUSED | promote would fail: a check or guardrail refused; the staged version is not live
                    """)
    void aPlanNamesItsVerb(Outcome outcome, String headline) {
        assertThat(Headline.of(report(Verb.PLAN, outcome, EnvironmentState.STAGED, true)))
                .isEqualTo(headline);
    }

    @Test
    void aRollbackThatIsNotRecordedSaysNothingOfSinks() {
        Problem problem = new Problem(ProblemCode.ROLLBACK_UNRECORDED, "what", "", Fix.advice("run it again"));
        assertThat(Headline.of(report(Verb.ROLLBACK, Outcome.FOLLOW_UP, EnvironmentState.ROLLED_BACK, false, problem)))
                .isEqualTo("the previous version is live again, but the record does not say so yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NO_ANSWER | UNREACHABLE | the server did not answer; the staged version is not live
                    TIME_OVER | NOT_READY   | the verb reached its time limit; the staged version is not live
                    NEVER_READY | REFUSED   | the staged side will not become ready by waiting; the staged version is not live
                    """)
    void aVerbThatStoppedForAReasonOfItsOwnSaysIt(ProblemCode code, Outcome outcome, String headline) {
        Problem problem = new Problem(code, "what", "", Fix.advice("run it again"));
        assertThat(Headline.of(report(Verb.DEPLOY, outcome, EnvironmentState.STAGED, false, problem)))
                .isEqualTo(headline);
    }

    private static Report report(
            Verb verb, Outcome outcome, EnvironmentState state, boolean plans, Problem... problems) {
        StepReport step = new StepReport(
                "swap", "swap", "", List.of(), StepReport.Status.PLANNED, Optional.empty(), Optional.empty());
        return new Report(
                verb,
                Identifier.of("prod"),
                outcome,
                state,
                Optional.empty(),
                List.of(),
                plans,
                plans ? Optional.of(Verb.PROMOTE) : Optional.empty(),
                List.of(),
                List.of(step),
                List.of(problems),
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

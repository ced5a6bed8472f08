package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that accepts several problems at once. */
class AcceptAllTest {

    private static final FixText FIXES = new FixText(CommandText.PLAIN, "verdigris promote -e prod");

    @Test
    void oneCommandAcceptsAllProblems() {
        List<Problem> problems = List.of(acceptable("a"), acceptable("b"));
        assertThat(ReportView.of(refused(problems), FIXES).acceptAll())
                .hasValueSatisfying(command -> assertThat(command)
                        .endsWith(" --accept VG-LOST-ACCESS:a=REASON --accept VG-LOST-ACCESS:b=REASON"));
    }

    @Test
    void noCommandAcceptsAllIfOneCannotBeAccepted() {
        Problem locked = new Problem(ProblemCode.LOCKED, "it is locked", "environment prod", Fix.advice("wait"));
        assertThat(ReportView.of(refused(List.of(acceptable("a"), acceptable("b"), locked)), FIXES)
                        .acceptAll())
                .isEmpty();
    }

    private static Problem acceptable(String name) {
        return new Problem(
                ProblemCode.LOST_ACCESS,
                "r would lose SELECT on view " + name,
                "view " + name,
                Fix.choice(
                        Fix.either("grant it"),
                        Fix.accept(ProblemCode.LOST_ACCESS, Subject.of(Identifier.of(name)), "let it go")));
    }

    private static Report refused(List<Problem> problems) {
        return new Report(
                Verb.PROMOTE,
                Identifier.of("prod"),
                Outcome.REFUSED,
                EnvironmentState.STAGED,
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

package dev.verdigris.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** A command that a report recommends means the server that the report is about. */
final class RepeatedOptionsTest {

    private static Report report(String environment, String fix, String next) {
        return new Report(
                Verb.DEPLOY,
                environment,
                Outcome.CONFLICT,
                "promoted",
                Optional.empty(),
                false,
                List.of(),
                List.of(new Problem(ProblemCode.LOCKED, "it is locked", "here", fix)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(next));
    }

    private static RepeatedOptions given(String... arguments) {
        EnvironmentMixin environment = new EnvironmentMixin();
        new CommandLine(environment).parseArgs(arguments);
        return RepeatedOptions.of(environment, Map.of(Key.PROJECT, List.of("my models")));
    }

    @Test
    void optionsThatChoseTheServerAreRepeated() {
        Report repeated = given("--url", "postgres://me@staging/db", "--schema", "it's", "--schema", "b")
                .in(report(
                        "prod",
                        "-- go on with it\nverdigris init -e prod --deployment-id x\nverdigris abort -e prod",
                        "verdigris build -e prod"));
        assertThat(repeated.problems().getFirst().fix()).isEqualTo("""
                -- go on with it
                verdigris init -e prod --url postgres://me@staging/db --schema 'it'\\''s' --schema b --deployment-id x
                verdigris abort -e prod --url postgres://me@staging/db --schema 'it'\\''s' --schema b""");
        assertThat(repeated.next())
                .contains("verdigris build -e prod --project 'my models' --url postgres://me@staging/db"
                        + " --schema 'it'\\''s' --schema b");
    }

    @Test
    void withoutOptionsACommandStaysAsItIs() {
        Report report = report("my env", "verdigris promote -e 'my env'", "verdigris cleanup -e 'my env' --yes");
        assertThat(given().in(report)).isEqualTo(report);
    }
}

package dev.verdigris.engine;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.DbtTests;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of dbt as checks: a shell script plays dbt and writes its results (B58). */
@ExtendWith(SandboxExtension.class)
class DbtTestsGateTest extends WithChecks {

    private static final String PASS = "{\"unique_id\": \"test.p.fine\", \"status\": \"pass\", \"failures\": 0}";

    private static final String WARN =
            "{\"unique_id\": \"test.p.odd\", \"status\": \"warn\", \"failures\": 2, \"message\": \"Got 2 results\"}";

    private static final String FAIL = "{\"unique_id\": \"test.p.bad\", \"status\": \"fail\", \"failures\": 3,"
            + " \"compiled_code\": \"select id from x\"}";

    /** The results that the script writes for an invocation, with the time of its run. */
    private static String writing(String invocation, String... results) {
        return "printf '{\"metadata\": {\"invocation_id\": \"%s\", \"generated_at\": \"%s\"}, \"results\": ["
                + String.join(", ", results) + "]}' \"" + invocation
                + "\" \"$(date -u -d '+1 second' +%Y-%m-%dT%H:%M:%SZ)\" > \"$DBT_TARGET_PATH/run_results.json\"";
    }

    private Checks tests(String script) throws Exception {
        DbtFiles files = new DbtFiles(directory, Files.createDirectories(directory.resolve("target")));
        ExecRequest command = ExecRequest.of(List.of("sh", "-c", script))
                .withDirectory(directory)
                .withOutput(new ByteArrayOutputStream());
        return Checks.of(checks()).withTests(new DbtTests(command, files));
    }

    private static PromoteRequest promote(Checks checks) {
        return PromoteRequest.DEFAULT.withSkipReadiness("this is a test").withChecks(checks);
    }

    @Test
    void promoteNeedsTestsThatHavePassedOnThisBuild(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            Checks checks = tests("test -n \"$VERDIGRIS_PAIRS\" && " + writing("first", PASS, WARN));
            assertThat(verdigris.promote(promote(checks)).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOT_CHECKED);
            Report checked = verdigris.check(CheckRequest.of(checks)).orThrow();
            assertThat(recorded(checked)).map(Checked::failed).hasValue(0);
            assertThat(checked.notes()).contains("The test test.p.odd warns, failures: 2: Got 2 results");
            assertThat(checked.steps())
                    .filteredOn(step -> step.kind().equals("check"))
                    .extracting(StepReport::summary)
                    .containsExactly("check test.p.fine", "check test.p.odd");

            assertThat(verdigris.promote(promote(tests("another command"))).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOT_CHECKED);
            verdigris.promote(promote(checks)).orThrow();
        }
    }

    @Test
    void aFailedTestStopsPromoteUntilConsent(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeCheck(world, "amounts.sql", "amount < 0");
            Checks checks = tests(writing("$$", PASS, FAIL) + "; exit 1");
            Report failed = verdigris.check(CheckRequest.of(checks));
            assertThat(failed.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(failed.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.CHECK_FAILED);
                assertThat(problem.what()).isEqualTo("test test.p.bad failed, failures: 3");
                assertThat(problem.where()).isEqualTo("check test.p.bad");
            });
            assertThat(failed.steps())
                    .extracting(StepReport::summary)
                    .contains("check amounts.sql", "check test.p.fine", "check test.p.bad");
            assertThat(recorded(failed)).map(Checked::failed).hasValue(1);
            assertThat(verdigris
                            .promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test"))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.CHECK_FAILED);

            Checks again = tests(writing("$$", PASS, FAIL) + "; exit 1");
            Consenting.report(
                            (Consents given) ->
                                    verdigris.check(CheckRequest.of(again).withAccept(given)),
                            ProblemCode.CHECK_FAILED)
                    .orThrow();
            verdigris.promote(promote(again)).orThrow();
        }
    }

    /** An accepted test must not accept those that did not run. */
    @Test
    void anErrorOfDbtItselfIsNoResultAlsoIfATestHasFailed(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            assertUntold(verdigris, writing("k", PASS, FAIL) + "; exit 2", "perhaps not every test has run");
            assertUntold(verdigris, writing("l", FAIL) + "; exit 130", "perhaps not every test has run");
        }
    }

    /** A run of dbt writes its manifest again, and tests compile no model. */
    @Test
    void theManifestOfTheCompiledModelsOutlivesTheTests(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox)) {
            Checks checks = tests("echo '{}' > \"$DBT_TARGET_PATH/manifest.json\"; " + writing("first", PASS));
            Path manifest = directory.resolve("target/manifest.json");
            Files.writeString(manifest, "{\"nodes\": {}}");
            try (Verdigris verdigris = release(world).load()) {
                verdigris.check(CheckRequest.of(checks)).orThrow();
            }
            assertThat(manifest).hasContent("{\"nodes\": {}}");
            ModelSource compiled = new ModelSource.Compiled(new DbtFiles(directory, manifest.getParent()));
            try (Verdigris verdigris = release(world).models(compiled).load()) {
                Report promoted = verdigris.promote(promote(checks)).orThrow();
                assertThat(promoted.warnings())
                        .filteredOn(problem -> problem.code() == ProblemCode.DBT_MANIFEST)
                        .extracting(Problem::what)
                        .singleElement()
                        .asString()
                        .endsWith(" has no model in a schema of the environment");
            }
        }
    }

    @Test
    void aRunWithoutResultsRecordsNothing(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            assertUntold(verdigris, "exit 1", "ended with exit code 1 and has left no results in ");
            assertUntold(verdigris, writing("i") + "; exit 0", "has run no test");
            assertUntold(verdigris, writing("j", PASS) + "; exit 1", "although no test");
            assertUntold(verdigris, "exit 0", "are of an earlier run");
            assertUntold(verdigris, writing("j", PASS), "are of an earlier run");
            assertUntold(verdigris, "echo '{' > \"$DBT_TARGET_PATH/run_results.json\"", "has left no results in ");
        }
    }

    private void assertUntold(Verdigris verdigris, String script, String why) throws Exception {
        Report report = verdigris.check(CheckRequest.of(tests(script)));
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.NO_TEST_RESULTS);
            assertThat(problem.what())
                    .contains("the command of the checks, sh, ")
                    .contains(why);
        });
        assertThat(recorded(report)).isEmpty();
        assertThat(verdigris.promote(promote(tests(script))).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOT_CHECKED);
    }
}

package dev.verdigris.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** Checks gate a promotion: cases C06, C17, C20 and C23. */
@ExtendWith(SandboxExtension.class)
class CheckGateTest extends WithChecks {

    @Test
    void promoteNeedsChecksThatHavePassedOnThisBuild(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeCheck(world, "amounts.sql", "amount < 0");
            refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);

            Report checked = verdigris.check(check()).orThrow();
            assertThat(recorded(checked))
                    .hasValueSatisfying(result -> assertThat(result.passed()).isTrue());
            assertThat(checked.steps())
                    .extracting(StepReport::kind)
                    .containsExactly("check", "advance-token", "record-checks");
            assertThat(checked.next())
                    .contains(Fix.command(Verb.PROMOTE, world.environment().name()));
            assertThat(verdigris.check(check()).orThrow().steps())
                    .extracting(StepReport::kind)
                    .containsExactly("check");

            verdigris.build(BuildRequest.of(world.models())).orThrow();
            assertThat(recorded(verdigris.status())).isPresent();
            world.writeModels(3);
            verdigris.build(BuildRequest.of(world.models())).orThrow();
            refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);

            verdigris.check(check()).orThrow();
            writeCheck(world, "more.sql", "amount > 1000");
            refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);

            verdigris.check(check()).orThrow();
            verdigris.promote(promote()).orThrow();
            assertThat(world.liveVersions()).containsExactly("3");
        }
    }

    @Test
    void aFailedCheckStopsPromoteUntilConsent(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeCheck(world, "amounts.sql", "amount > 10");
            writeCheck(world, "fine.sql", "amount < 0");
            Report failed = verdigris.check(check());
            refuses(failed, ProblemCode.CHECK_FAILED);
            assertThat(recorded(failed)).map(Checked::failed).contains(1);
            assertThat(failed.next())
                    .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.BUILD));

            Report status = verdigris.status();
            assertThat(status.next())
                    .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.CHECK));
            assertThat(status.notes()).contains("1 check did not pass on this build.");
            assertThat(status.status().orElseThrow().problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.CHECK_FAILED);

            refuses(verdigris.promote(promote()), ProblemCode.CHECK_FAILED);
            // A checkout without the checks is refused as well.
            refuses(
                    verdigris.promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test")),
                    ProblemCode.CHECK_FAILED);
            Report checked =
                    Consenting.report(given -> verdigris.check(check().withAccept(given)), ProblemCode.CHECK_FAILED);
            assertThat(checked.orThrow().warnings())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.CHECK_FAILED);
            assertThat(recorded(checked)).map(Checked::passed).contains(true);
            verdigris.promote(promote()).orThrow();
        }
    }

    @Test
    void brokenAndRefusedChecksCountAsFailed(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeText("broken.sql", "SELECT FROM WHERE");
            writeText("refused.sql", "SELECT no_such_column FROM " + world.view(0));
            writeText("UPPER.SQL", "SELECT 1");
            writeBytes("latin.sql", "SELECT 'é' FROM".getBytes(StandardCharsets.ISO_8859_1));
            writeCheck(world, "fine.sql", "amount < 0");
            Report failed = verdigris.check(check());
            assertThat(failed.problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.BAD_MODEL, ProblemCode.SERVER_REFUSED);
            assertThat(recorded(failed)).map(Checked::failed).contains(4);
            assertThat(failed.outcome()).isNotEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aSideThatChangesDuringTheChecksHasNotPassed(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world)
                        .listener(event -> {
                            if (event instanceof ProgressEvent.CheckRan) {
                                world.sql("DROP INDEX "
                                        + world.schema(0).withSuffix("_g").sql() + "."
                                        + Identifier.of(world.names().of("v") + "_id_idx")
                                                .sql());
                            }
                        })
                        .load()) {
            writeCheck(world, "amounts.sql", "amount < 0");
            Report report = verdigris.check(check());
            refuses(report, ProblemCode.LOST_RACE);
            assertThat(recorded(report)).isEmpty();
        }
    }

    @Test
    void aBuildThatBeginsBeforeTheResultIsRecordedWins(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris builder = release(world).load()) {
            writeCheck(world, "amounts.sql", "amount < 0");
            AtomicBoolean built = new AtomicBoolean();
            StepObserver rival = new StepObserver() {
                @Override
                public void before(Step step) {
                    if (!built.getAndSet(true)) {
                        world.writeModels(3);
                        builder.build(BuildRequest.of(world.models())).orThrow();
                    }
                }

                @Override
                public void after(Step step) {}
            };
            try (Verdigris verdigris = release(world).observer(rival).load()) {
                Report report = verdigris.check(check());
                refuses(report, ProblemCode.LOST_RACE);
                assertThat(recorded(report)).isEmpty();
                assertThat(report.deployment()
                                .orElseThrow()
                                .built()
                                .orElseThrow()
                                .whole())
                        .isTrue();
            }
        }
    }

    @Test
    void deployReadsAllFilesBeforeItCreatesAnything(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            world.write(
                    0, "typo", "CREATE VIEW " + world.schema(0).object("typo").sql() + " AS SELEC 1");
            writeText("broken.sql", "SELECT 1; SELECT 2");
            Report report = verdigris.deploy(DeployRequest.of(BuildRequest.of(world.models()))
                    .withInit(InitRequest.DEFAULT.withCreateMissing(true))
                    .withCheck(check()));
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .containsOnly(ProblemCode.BAD_MODEL)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(report.problems())
                    .extracting(Problem::where)
                    .anyMatch(where -> where.contains("typo.sql"))
                    .anyMatch(where -> where.contains("broken.sql"));
            assertThat(report.steps()).isEmpty();
            assertThat(world.inventory()).noneMatch(name -> name.endsWith("_g") || name.contains("verdigris_"));
        }
    }

    @Test
    void deployRunsTheChecksAndGoesOn(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            writeCheck(world, "amounts.sql", "amount < 0");
            Report report = verdigris
                    .deploy(DeployRequest.of(BuildRequest.of(world.models())).withCheck(check()))
                    .orThrow();
            assertThat(recorded(report)).map(Checked::passed).contains(true);
            assertThat(world.liveVersions()).containsExactly("2");
        }
    }

    @Test
    void deployGoesOnAfterAFailedCheckOnlyWithConsent(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            writeCheck(world, "amounts.sql", "amount > 10");
            DeployRequest request = DeployRequest.of(BuildRequest.of(world.models()));
            refuses(verdigris.deploy(request.withCheck(check())), ProblemCode.CHECK_FAILED);
            assertThat(world.liveVersions()).containsExactly("1");

            Consents consent =
                    Consents.to(ProblemCode.CHECK_FAILED, Subject.of(Identifier.of("amounts.sql")), "the feed is late");
            Report report = verdigris
                    .deploy(request.withCheck(check().withAccept(consent)))
                    .orThrow();
            assertThat(report.consents())
                    .extracting(GivenConsent::code, GivenConsent::reason)
                    .containsExactly(tuple("VG-CHECK-FAILED", "the feed is late"));
            assertThat(world.liveVersions()).containsExactly("2");
        }
    }

    @Test
    void aProjectWithoutChecksIsSaidOutLoud(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            String none = "No checks: directory " + checks() + " does not exist.";
            assertThat(verdigris.check(check()).orThrow().notes()).containsExactly(none);
            assertThat(verdigris.promote(promote()).orThrow().notes()).contains(none);
        }
    }

    @Test
    void promoteIsRefusedWhileTheChecksHaveANearName(Sandbox sandbox) throws IOException {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeCheck(world, "amounts.sql", "amount < 0");
            Files.move(checks(), directory.resolve("chekcs"));
            refuses(verdigris.promote(promote()), ProblemCode.BAD_CONFIG);
            refuses(verdigris.check(check()), ProblemCode.BAD_CONFIG);
            assertThat(world.liveVersions()).containsExactly("1");
        }
    }

    @Test
    void checksRunOnAClusterOfTheStagedObjects(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Environment whole = world.environment();
            Environment schemas =
                    new Environment(whole.name(), whole.database(), whole.schemas(), List.of(), whole.suffix());
            world.writeModels(2);
            writeCheck(world, "amounts.sql", "amount < 0");
            world.system("ALTER ROLE materialize SET cluster = 'gone'");
            try (SqlSession session = SqlSession.open(world.settings(), Optional.empty(), notice -> {})) {
                assertThatThrownBy(() -> session.query("SELECT * FROM " + world.view(0)))
                        .hasMessageContaining("gone");
            }
            try (Verdigris verdigris =
                    Verdigris.configure(world.settings(), schemas).load()) {
                verdigris.init(InitRequest.DEFAULT).orThrow();
                verdigris.build(BuildRequest.of(world.models())).orThrow();
                verdigris.check(check()).orThrow();
                refuses(verdigris.check(check().withCluster(Identifier.of("nope"))), ProblemCode.BAD_CONFIG);
                verdigris
                        .check(check().withCluster(Identifier.of("quickstart")))
                        .orThrow();
            } finally {
                world.system("ALTER ROLE materialize RESET cluster");
            }
        }
    }
}

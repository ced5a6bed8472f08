package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.overview.LiveVersion;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** The steps after the swap, and deployments that others began. */
@ExtendWith(SandboxExtension.class)
class FollowUpTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    @Test
    void aSlowSinkIsLeftToTheNextRun(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            world.createSink(0);
            world.createSink(1);
            stage(world);
            world.system("SELECT mz_sandbox.hold_statements('ALTER SINK .*sink0')");
            try (Verdigris verdigris = world.verdigris().load()) {
                // Long enough for the other sink, also on a busy machine.
                Report report = verdigris.promote(skipping().withSinkTimeout(Duration.ofSeconds(15)));
                assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
                assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
                assertThat(report.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.SINK_PENDING);
                    assertThat(problem.what())
                            .contains(world.names().of("sink0"), "the time limit of 15 s ended the statement");
                });
                assertThat(report.steps())
                        .extracting(StepReport::status)
                        .containsExactly(
                                StepReport.Status.DONE,
                                StepReport.Status.DONE,
                                StepReport.Status.DONE,
                                StepReport.Status.FAILED,
                                StepReport.Status.DONE,
                                StepReport.Status.DONE);
                assertThat(world.liveVersions()).containsOnly("2");

                world.system("SELECT mz_sandbox.release_statements()");
                Report again = verdigris.promote(PROMOTE);
                assertThat(again.outcome()).isEqualTo(Outcome.DONE);
                assertThat(again.steps()).extracting(StepReport::kind).containsExactly("repoint-sink", "await-sinks");
                assertThat(world.liveVersions()).containsOnly("2");
            }
        }
    }

    @Test
    void aRefusedEntryOfARollbackStopsNoSink(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .observer(before(Step.UpdateRecord.class, step -> {
                            Step.UpdateRecord update = (Step.UpdateRecord) step;
                            world.sql("ALTER VIEW " + update.stateView().sql() + " RENAME TO rolled_back_eeeeeeeeeeee");
                        }))
                        .load();
                Verdigris again = world.verdigris().load()) {
            world.createSink(0);
            stage(world);
            assertThat(again.promote(PROMOTE).problems()).isEmpty();
            Report report = verdigris.rollback(RollbackRequest.DEFAULT);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.ROLLBACK_UNRECORDED);
            assertThat(report.steps())
                    .filteredOn(step -> step.kind().equals("repoint-sink"))
                    .extracting(StepReport::status)
                    .containsExactly(StepReport.Status.DONE);
            assertThat(again.rollback(RollbackRequest.DEFAULT).steps())
                    .extracting(StepReport::kind)
                    .containsExactly("record-rollback");
        }
    }

    @Test
    void theRecordTellsWhenTheSwapWasAnsweredAndWhoPromoted(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            stage(world);
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            LiveVersion live = live(verdigris);
            assertThat(live.since()).hasValueSatisfying(since -> {
                assertThat(since.exact()).isTrue();
                assertThat(since.at()).isBetween(before, Instant.now());
            });
            assertThat(live.promotedBy()).isEqualTo(live.role());
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            LiveVersion back = live(verdigris);
            assertThat(back.since())
                    .hasValueSatisfying(since -> assertThat(since.at())
                            .isBetween(live.since().orElseThrow().at(), Instant.now()));
            assertThat(back.rollbackBy()).isPresent();
            assertThat(back.promotedBy()).isEmpty();
        }
    }

    private static LiveVersion live(Verdigris verdigris) {
        return verdigris.status().status().orElseThrow().overview().live().orElseThrow();
    }

    /** The promotion is whole without the entry, and no later run knows the time. */
    @Test
    void aRefusedEntryOfAPromotionStopsNothing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .observer(before(Step.UpdateRecord.class, step -> {
                            Step.UpdateRecord update = (Step.UpdateRecord) step;
                            world.sql("ALTER VIEW " + update.stateView().sql() + " RENAME TO promoted_eeeeeeeeeeee");
                        }))
                        .load();
                Verdigris again = world.verdigris().load()) {
            world.createSink(0);
            stage(world);
            Report report = verdigris.promote(PROMOTE);
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.problems()).isEmpty();
            assertThat(report.steps())
                    .filteredOn(step -> step.status() != StepReport.Status.DONE)
                    .extracting(StepReport::kind)
                    .containsExactly("record-promotion");
            assertThat(again.promote(PROMOTE).steps()).isEmpty();
            assertThat(live(again).since())
                    .hasValueSatisfying(since -> assertThat(since.exact()).isFalse());
        }
    }

    @Test
    void cleanupWaitsForSubscriptionsUnlessForced(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            stage(world);
            SqlSession reader = SqlSession.open(
                    world.settings(), Optional.of(world.cluster(0).value()), notice -> {});
            reader.execute("BEGIN");
            reader.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT id FROM " + world.view(0) + ")");
            reader.script("FETCH 1 c");
            try (Verdigris verdigris = world.verdigris().load()) {
                assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
                Report waiting = verdigris.drop(DropRequest.PREVIOUS);
                assertThat(waiting.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOT_DRAINED);
                assertThat(waiting.problems().get(0).fix())
                        .isInstanceOfSatisfying(
                                Fix.Choice.class,
                                choice -> assertThat(choice.alternatives())
                                        .flatExtracting(
                                                each -> each.fix().stream().toList())
                                        .hasSize(1)
                                        .allSatisfy(fix ->
                                                assertThat(fix.toString()).contains("pg_cancel_backend")));
                assertThat(waiting.state()).isEqualTo(EnvironmentState.PROMOTED);
                Report forced = verdigris.drop(DropRequest.of(DropRequest.Side.PREVIOUS)
                        .withDrainTimeout(Duration.ZERO)
                        .withForceDrain(true));
                assertThat(forced.problems()).isEmpty();
                assertThat(forced.state()).isEqualTo(EnvironmentState.NONE);
            } finally {
                reader.abandon();
            }
        }
    }

    @Test
    void cleanupWaitsForSubscriptionsOnOtherClusters(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            stage(world);
            SqlSession reader = SqlSession.open(
                    world.settings(), Optional.of(world.sinkCluster().value()), notice -> {});
            reader.execute("BEGIN");
            reader.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT id FROM " + world.view(0) + ")");
            reader.script("FETCH 1 c");
            try (Verdigris verdigris = world.verdigris().load()) {
                assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
                Report waiting = verdigris.drop(DropRequest.PREVIOUS);
                assertThat(waiting.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOT_DRAINED);
                assertThat(waiting.state()).isEqualTo(EnvironmentState.PROMOTED);
                reader.execute("ROLLBACK");
                assertThat(verdigris.drop(DropRequest.PREVIOUS).problems()).isEmpty();
            } finally {
                reader.abandon();
            }
        }
    }

    @Test
    void promoteAdoptsADeploymentWithoutALockSchema(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.sql(
                    "CREATE SCHEMA " + world.schema(0).withSuffix("_g").sql(),
                    "CREATE CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " (SIZE = '25cc')",
                    "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER "
                            + world.cluster(0).withSuffix("_g").sql() + " AS SELECT id, amount, 2 AS version FROM "
                            + world.orders());
            try (Verdigris verdigris = world.verdigris().load()) {
                // The live view has an index that this staged one lacks.
                Report dry = Consenting.promote(verdigris, skipping().withDryRun(true), ProblemCode.INCOMPLETE);
                assertThat(dry.notes()).contains("The server accepted the swap.");
                Report report = Consenting.promote(verdigris, skipping(), ProblemCode.INCOMPLETE);
                assertThat(report.problems()).isEmpty();
                assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
                assertThat(world.liveVersions()).containsOnly("2");
                assertThat(verdigris.promote(skipping()).steps()).isEmpty();
                assertThat(world.liveVersions()).containsOnly("2");
            }
        }
    }

    @Test
    void aDeployThatDiedAfterItsSwapCompletesTheFollowUp(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.createSink(0);
            world.writeModels(2);
            world.system("SELECT mz_sandbox.hold_statements('ALTER SINK')");
            DeployRequest request = DeployRequest.DEFAULT
                    .withBuild(BuildRequest.of(world.models()))
                    .withPromote(PromoteRequest.DEFAULT.withSinkTimeout(Duration.ofSeconds(5)));
            try (Verdigris verdigris = world.verdigris()
                    .deployer(Deployer.of(new DeploymentId("release-7")))
                    .time(InstantSource.system(), duration -> Thread.onSpinWait())
                    .load()) {
                Report first = verdigris.deploy(request);
                assertThat(first.outcome()).isEqualTo(Outcome.FOLLOW_UP);
                // The look before the first statement warns of it, and promote again.
                assertThat(first.warnings())
                        .extracting(Problem::code)
                        .filteredOn(code -> code == ProblemCode.SINK_NO_SNAPSHOT)
                        .hasSize(1);
                world.system("SELECT mz_sandbox.release_statements()");
                Report again = verdigris.deploy(request);
                assertThat(again.outcome()).isEqualTo(Outcome.DONE);
                assertThat(again.steps()).extracting(StepReport::kind).containsExactly("repoint-sink", "await-sinks");
                assertThat(again.deployment())
                        .hasValueSatisfying(
                                record -> assertThat(record.deploymentId()).isEqualTo(new DeploymentId("release-7")));
            }
        }
    }

    @Test
    void aDeployOfTheLiveFilesHasNothingToDo(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.writeModels(2);
            DeployRequest request = DeployRequest.of(BuildRequest.of(world.models()));
            assertThat(verdigris.deploy(request).problems()).isEmpty();
            Report again = verdigris.deploy(request);
            assertThat(again.outcome()).isEqualTo(Outcome.DONE);
            assertThat(again.steps()).isEmpty();
            assertThat(again.state()).isEqualTo(EnvironmentState.PROMOTED);

            world.writeModels(3);
            assertThat(verdigris.deploy(request).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PREVIOUS_SIDE_REMAINS);
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void otherFilesWithTheSameTagAreAnotherVersion(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .deployer(Deployer.of(new DeploymentId("nightly")))
                        .models(world.models())
                        .load()) {
            world.writeModels(2);
            DeployRequest named = DeployRequest.of(BuildRequest.of(world.models()));
            assertThat(verdigris.deploy(named).problems()).isEmpty();
            assertThat(verdigris.deploy(named).steps()).isEmpty();
            String others = "The files of this run are not those of the deployment";
            assertThat(verdigris.status().notes()).noneMatch(note -> note.startsWith(others));

            world.writeModels(3);
            assertThat(verdigris.status().notes()).anyMatch(note -> note.startsWith(others));
            assertThat(verdigris.deploy(named).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PREVIOUS_SIDE_REMAINS);
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aStoppedBuildIsNotPromotedEvenIfNothingIsMissing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load()) {
            stage(world);
            world.write(0, "novelty", "CREATE VIEW novelty AS SELECT nonsense FROM " + world.orders());
            assertThat(verdigris.build(BuildRequest.of(world.models())).outcome())
                    .isEqualTo(Outcome.REFUSED);
            assertThat(verdigris.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.BUILD_UNFINISHED);
            assertThat(verdigris.status().next())
                    .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.BUILD));

            world.write(0, "novelty", "CREATE VIEW novelty AS SELECT id FROM " + world.orders());
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
        }
    }

    @Test
    void severalConnectionsGiveTheSameResult(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 3, directory)) {
            List<String> before = world.inventory();
            world.writeModels(2);
            try (Verdigris verdigris = world.verdigris()
                    .options(EngineOptions.DEFAULT.withParallelism(4).withSubscribing(false))
                    .load()) {
                assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                        .isEmpty();
                assertThat(verdigris.drop(DropRequest.STAGED).problems()).isEmpty();
            }
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    @Test
    void aDryRunShowsThePlanAndChangesNothing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            List<String> before = world.inventory();
            Report shown = verdigris.plan();
            assertThat(shown.steps())
                    .isNotEmpty()
                    .extracting(StepReport::status)
                    .containsOnly(StepReport.Status.PLANNED);
            assertThat(shown.steps()).extracting(StepReport::kind).startsWith("create-lock-schema");
            assertThat(verdigris.plan(InitRequest.DEFAULT).steps()).hasSameSizeAs(shown.steps());
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    private static void stage(World world) {
        world.writeModels(2);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
    }

    private static PromoteRequest skipping() {
        return PromoteRequest.DEFAULT.withSkipReadiness("this is a test");
    }
}

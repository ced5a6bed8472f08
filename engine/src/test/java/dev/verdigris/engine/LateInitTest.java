package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.Deployments.begin;
import static dev.verdigris.engine.fixture.Deployments.stillWhole;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs that pause while they create or use the lock of an environment. */
@ExtendWith(SandboxExtension.class)
class LateInitTest {

    /** Uses a lock schema without a record at once, as if its creator had died. */
    private static final EngineOptions IMPATIENT = EngineOptions.DEFAULT.withLockPatience(Duration.ZERO);

    @TempDir
    Path directory;

    @Test
    void theSecondAdopterStopsAndDropsItsStateView(Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 1, directory);
                Verdigris other = world.verdigris().load();
                Verdigris promoting = world.verdigris()
                        .observer(before(
                                Step.CreateStateView.class,
                                step -> world.sql("CREATE VIEW " + world.stateView("staged", 'e') + " AS SELECT 1")))
                        .load()) {
            // As other tools create it.
            world.sql("DROP SCHEMA " + world.lock().sql() + " CASCADE");
            Report report = promoting.promote(
                    PromoteRequest.DEFAULT.withSkipReadiness("this is a test").withAdopt(true));
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(other.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void anInitLateWithItsStateViewDoesNotDisturbTheNewOwner(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris other = world.verdigris().options(IMPATIENT).load();
                Verdigris late = world.verdigris()
                        .observer(before(Step.CreateStateView.class, step -> {
                            begin(world, "another");
                            assertThat(other.promote(PROMOTE).problems()).isEmpty();
                        }))
                        .deployer(Deployer.of(new DeploymentId("late")))
                        .load()) {
            Report report = late.init(InitRequest.DEFAULT);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            assertThat(world.liveVersions()).containsOnly("3");
            assertThat(other.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void twoProjectsOfOneNameBeginAtTheSameMoment(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris first = world.verdigris().load()) {
            world.sql("CREATE SCHEMA " + world.raw().withSuffix("_of_another").sql());
            Environment another = new Environment(
                    world.environment().name(),
                    world.environment().database(),
                    List.of(world.raw().withSuffix("_of_another")),
                    List.of(),
                    "_g");
            try (Verdigris second = Verdigris.configure(world.settings(), another)
                    .observer(before(
                            Step.CreateLockSchema.class,
                            step -> assertThat(first.init(InitRequest.DEFAULT).problems())
                                    .isEmpty()))
                    .load()) {
                assertThat(second.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(second.status().state()).isEqualTo(EnvironmentState.STAGED);
                assertThat(first.status().state()).isEqualTo(EnvironmentState.STAGED);
            }
        }
    }

    @Test
    void anInitLateWithItsRecordHasLostTheDeployment(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris other = world.verdigris().options(IMPATIENT).load();
                Verdigris late = world.verdigris()
                        .observer(before(Step.RecordDeployment.class, step -> begin(world, "another")))
                        .deployer(Deployer.of(new DeploymentId("late")))
                        .load()) {
            Report report = late.init(InitRequest.DEFAULT);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOCKED);
            assertThat(report.deployment().orElseThrow().deploymentId()).isEqualTo(new DeploymentId("another"));
            stillWhole(other, world);
        }
    }

    @Test
    void anInitWhoseDeploymentIsAbortedCreatesNoCluster(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            lost(world, Step.UpdateRecord.class);
            assertThat(world.rows("SELECT id FROM mz_catalog.mz_clusters WHERE name = "
                                    + Literal.of(world.cluster(0)
                                                    .withSuffix(
                                                            world.environment().suffix())
                                                    .value())
                                            .sql())
                            .rows())
                    .isEmpty();
            lost(world, Step.CreateCluster.class);
        }
    }

    private static void lost(World world, Class<? extends Step> moment) {
        try (Verdigris aborting = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load();
                Verdigris late = world.verdigris()
                        .observer(before(
                                moment,
                                step -> assertThat(aborting.drop(DropRequest.STAGED)
                                                .problems())
                                        .isEmpty()))
                        .load()) {
            assertThat(late.init(InitRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOST_RACE);
            assertThat(aborting.status().state()).isNotEqualTo(EnvironmentState.STAGED);
        }
    }

    @Test
    void theServersRefusalOfALockSchemaIsReported(Sandbox sandbox) throws InterruptedException, ExecutionException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            world.system("SELECT mz_sandbox.hold_statements('CREATE SCHEMA .*verdigris_')");
            Future<Boolean> cancelling = threads.submit(() -> {
                boolean held = sandbox.awaitHeldStatements(1, Duration.ofMinutes(5));
                Rows sessions = world.rows("SELECT connection_id FROM mz_internal.mz_sessions"
                        + " WHERE connection_id <> pg_backend_pid()::uint4 AND role_id LIKE 'u%'");
                sessions.rows().forEach(session -> world.system("SELECT pg_cancel_backend(" + session.at(0) + ")"));
                return held;
            });
            Report report = verdigris.init(InitRequest.DEFAULT);
            assertThat(cancelling.get()).isTrue();
            world.system("SELECT mz_sandbox.release_statements()");
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isNotEqualTo(ProblemCode.LOST_RACE);
                assertThat(problem.what()).contains("57014");
            });
            assertThat(report.state()).isEqualTo(EnvironmentState.NONE);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
    }
}

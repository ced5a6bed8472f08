package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Meeting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** Two runs of one deployment at the same time: exactly one goes on. */
@ExtendWith(SandboxExtension.class)
class TwoAtOnceTest {

    private static final int ROUNDS = Boolean.getBoolean("verdigris.proofs") ? 100 : 4;
    private static final Deployer RELEASE = Deployer.of(new DeploymentId("release-7"));

    @TempDir
    Path directory;

    @Test
    void ofTwoEqualDeploysExactlyOneGoesOn(Sandbox sandbox) throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            try (World world = World.create(sandbox, Names.plain(), 1, directory.resolve("round" + round))) {
                oneGoesOn(world);
            }
        }
    }

    @Test
    void ofTwoDeploysAfterAKilledOneExactlyOneGoesOn(Sandbox sandbox) throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            try (World world = World.create(sandbox, Names.plain(), 1, directory.resolve("round" + round))) {
                try (Verdigris killed = world.verdigris().deployer(RELEASE).load()) {
                    assertThat(killed.init(InitRequest.DEFAULT).problems()).isEmpty();
                }
                oneGoesOn(world);
            }
        }
    }

    /** The run that goes on does not swap before the other one has ended. */
    private static void oneGoesOn(World world) throws InterruptedException, ExecutionException {
        world.writeModels(2);
        Meeting start = new Meeting();
        CountDownLatch oneEnded = new CountDownLatch(1);
        Callable<Report> deploying = () -> {
            try (Verdigris verdigris = world.verdigris()
                    .deployer(RELEASE)
                    .observer(before(Step.Swap.class, step -> await(oneEnded)))
                    .load()) {
                start.await();
                return verdigris.deploy(
                        DeployRequest.of(BuildRequest.of(world.models())).withPromote(PROMOTE));
            } finally {
                oneEnded.countDown();
            }
        };
        List<Report> reports = sideBySide(deploying);

        assertThat(reports).extracting(Report::outcome).containsExactlyInAnyOrder(Outcome.DONE, Outcome.CONFLICT);
        assertThat(reports)
                .filteredOn(report -> report.outcome() == Outcome.CONFLICT)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOCKED);
                    assertThat(told.steps())
                            .extracting(StepReport::status)
                            .doesNotContain(StepReport.Status.DONE, StepReport.Status.ALREADY_DONE);
                });
        assertThat(world.liveVersions()).containsOnly("2");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES))
                    .as("the other run has ended")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Report> sideBySide(Callable<Report> run) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Report> first = threads.submit(run);
            Future<Report> second = threads.submit(run);
            return List.of(first.get(), second.get());
        }
    }

    @Test
    void aRunIsToldWhichOtherRunIsAtWork(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            try (Verdigris first = world.verdigris().deployer(RELEASE).load();
                    Verdigris second = world.verdigris().deployer(RELEASE).load()) {
                assertThat(first.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(second.init(InitRequest.DEFAULT).problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.LOCKED);
                            assertThat(problem.what()).contains("release-7", "changed nothing");
                        });
                assertThat(second.build(BuildRequest.of(world.models())).problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.LOCKED);
                assertThat(first.build(BuildRequest.of(world.models())).problems())
                        .isEmpty();
            }
            try (Verdigris later = world.verdigris().deployer(RELEASE).load()) {
                assertThat(later.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(later.promote(PROMOTE).problems()).isEmpty();
            }
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    private static void whenWaiting(ProgressEvent event, Runnable action) {
        if (event instanceof ProgressEvent.Waiting) {
            action.run();
        }
    }

    @Test
    void aDeployLooksAgainWhenTheOtherRunHasEnded(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris first = world.verdigris().deployer(RELEASE).load();
                Verdigris second = world.verdigris()
                        .deployer(RELEASE)
                        .listener(event -> whenWaiting(event, first::close))
                        .load()) {
            world.writeModels(2);
            assertThat(first.init(InitRequest.DEFAULT).problems()).isEmpty();
            world.sql("CREATE VIEW " + world.raw().object("lens").sql() + " AS SELECT * FROM " + world.view(0));
            Report refused = second.deploy(
                    DeployRequest.of(BuildRequest.of(world.models())).withPromote(PROMOTE));
            assertThat(refused.problems()).extracting(Problem::code).containsExactly(ProblemCode.STRANDED);
            assertThat(refused.steps()).isEmpty();
            assertThat(refused.notes()).anyMatch(note -> note.contains("nothing was created or changed"));
        }
    }

    @Test
    void aRunGoesOnAfterItsConnectionWasLost(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().deployer(RELEASE).load()) {
            world.writeModels(2);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            world.system("SELECT mz_sandbox.drop_connection_at_commit('after')");
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
    }

    @Test
    void anAbortWaitsForAnInitAndDropsNothingOfIt(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris aborting = world.verdigris()
                        .options(EngineOptions.DEFAULT.withLockPatience(Duration.ZERO))
                        .deployer(RELEASE)
                        .load();
                Verdigris first = world.verdigris()
                        .deployer(RELEASE)
                        .observer(before(
                                Step.CreateCluster.class,
                                step -> assertThat(aborting.drop(DropRequest.STAGED)
                                                .problems())
                                        .extracting(Problem::code)
                                        .containsExactly(ProblemCode.LOCKED)))
                        .load()) {
            assertThat(first.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(first.drop(DropRequest.STAGED).problems()).isEmpty();
        }
    }

    /** A takeover was killed between its rename and its record. The third run takes over, too, and ends. */
    @Test
    void aBuildIsNotOvertakenByWhatHappensDuringItsWait(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            try (Verdigris first = world.verdigris().deployer(RELEASE).load()) {
                assertThat(first.init(InitRequest.DEFAULT).problems()).isEmpty();
            }
            String begun = world.one("SELECT name FROM mz_catalog.mz_views WHERE name LIKE 'staged\\_%'");
            world.sql("ALTER VIEW " + world.lock().object(begun).sql() + " RENAME TO \"staged_eeeeeeeeeeee\"");
            AtomicBoolean renamed = new AtomicBoolean();
            try (Verdigris waiting = world.verdigris()
                    .deployer(RELEASE)
                    .options(EngineOptions.DEFAULT.withLockPatience(Duration.ofMillis(300)))
                    .listener(event -> whenWaiting(event, () -> {
                        if (renamed.compareAndSet(false, true)) {
                            world.sql("ALTER VIEW " + world.stateView("staged", 'e')
                                    + " RENAME TO \"staged_ffffffffffff\"");
                        }
                    }))
                    .load()) {
                assertThat(waiting.build(BuildRequest.of(world.models())).problems())
                        .isEmpty();
            }
            assertThat(renamed).isTrue();
        }
    }

    @Test
    void aTakeoverStopsTheOtherRun(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris taking = world.verdigris()
                        .deployer(Deployer.of(new DeploymentId("release-8")).withTakeOver(true))
                        .load();
                Verdigris first = world.verdigris()
                        .deployer(RELEASE)
                        .observer(before(Step.RunStatement.class, step -> {
                            assertThat(taking.init(InitRequest.DEFAULT).problems())
                                    .isEmpty();
                        }))
                        .load()) {
            world.writeModels(2);
            assertThat(first.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(first.build(BuildRequest.of(world.models())).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOST_RACE);
            assertThat(first.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.OTHER_DEPLOYMENT);
            world.writeModels(3);
            assertThat(taking.build(BuildRequest.of(world.models())).problems()).isEmpty();
            Report promoted = taking.promote(PROMOTE);
            assertThat(promoted.problems()).isEmpty();
            assertThat(promoted.deployment())
                    .hasValueSatisfying(
                            record -> assertThat(record.deploymentId()).isEqualTo(new DeploymentId("release-8")));
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }
}

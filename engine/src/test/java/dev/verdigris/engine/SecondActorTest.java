package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Meeting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.Deployments.begin;
import static dev.verdigris.engine.fixture.Deployments.stillWhole;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** A run pauses at the worst moment while another actor works. Its plan must not change the other's deployment. */
@ExtendWith(SandboxExtension.class)
class SecondActorTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            classes = {
                Step.Quarantine.class,
                Step.DropItem.class,
                Step.DropSchema.class,
                Step.DropCluster.class,
                Step.DropStateView.class,
                Step.DropLockSchema.class
            })
    void aLateAbortDoesNotTouchTheNextDeployment(Class<? extends Step> late, Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load();
                Verdigris aborting = world.verdigris()
                        .observer(before(late, step -> {
                            assertThat(other.drop(DropRequest.STAGED).problems())
                                    .isEmpty();
                            begin(world, "another");
                        }))
                        .load()) {
            Report report = aborting.drop(DropRequest.STAGED);
            assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(report.deployment().orElseThrow().deploymentId()).isEqualTo(new DeploymentId("another"));
            stillWhole(other, world);
        }
    }

    @Test
    void aReaderThatComesLateKeepsOnlyItsObject(Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 3, directory);
                Verdigris aborting = world.verdigris()
                        .observer(before(Step.DropItem.class, step -> {
                            SchemaName quarantined =
                                    ((Step.DropItem) step).name().schema();
                            world.sql("CREATE VIEW "
                                    + world.raw().object("late").sql() + " AS SELECT * FROM "
                                    + quarantined.object(world.names().of("v")).sql());
                        }))
                        .load()) {
            Report report = aborting.drop(DropRequest.STAGED);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.STILL_READ);
                assertThat(problem.where()).contains("late");
            });
            assertThat(report.steps().stream()
                            .filter(step -> step.status() == StepReport.Status.DONE)
                            .filter(step -> step.summary().startsWith("drop materialized view ")))
                    .hasSize(2);
            world.sql("DROP VIEW " + world.raw().object("late").sql());
            assertThat(aborting.drop(DropRequest.STAGED).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Step.Quarantine.class, Step.DropItem.class, Step.DropLockSchema.class})
    void aLateCleanupDoesNotTouchTheNextDeployment(Class<? extends Step> late, Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load();
                Verdigris cleaning = world.verdigris()
                        .observer(before(late, step -> {
                            assertThat(other.drop(DropRequest.PREVIOUS).problems())
                                    .isEmpty();
                            begin(world, "another");
                            assertThat(other.promote(PROMOTE).problems()).isEmpty();
                        }))
                        .load()) {
            assertThat(other.promote(PROMOTE).problems()).isEmpty();
            Report report = cleaning.drop(DropRequest.PREVIOUS);
            assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
            assertThat(world.liveVersions()).containsOnly("3");
            assertThat(other.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aLateSwapDoesNotPromoteTheNextDeployment(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load();
                Verdigris late = world.verdigris()
                        .observer(before(Step.Swap.class, step -> {
                            assertThat(other.drop(DropRequest.STAGED).problems())
                                    .isEmpty();
                            begin(world, "another");
                        }))
                        .load()) {
            assertThat(late.promote(PROMOTE).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LOST_RACE);
                assertThat(problem.what()).contains("another has taken its place");
            });
            assertThat(world.liveVersions()).containsOnly("1");
            stillWhole(other, world);
        }
    }

    @Test
    void aRollbackWithALostAnswerDoesNotUndoALaterPromotion(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load()) {
            assertThat(other.promote(PROMOTE).problems()).isEmpty();
            AtomicBoolean promoted = new AtomicBoolean();
            try (Verdigris losing = world.verdigris()
                    .listener(event -> {
                        if (event instanceof ProgressEvent.StepFailed && promoted.compareAndSet(false, true)) {
                            assertThat(other.promote(Deployments.FORWARD_AGAIN).problems())
                                    .isEmpty();
                        }
                    })
                    .load()) {
                world.system("SELECT mz_sandbox.drop_connection_at_commit('after')");
                Report report = losing.rollback(RollbackRequest.DEFAULT);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            }
            assertThat(promoted).isTrue();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aRefusedPromoterReportsTheSwapOfAnotherRun(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load()) {
            AtomicBoolean promoted = new AtomicBoolean();
            try (Verdigris losing = world.verdigris()
                    .listener(event -> {
                        if (event instanceof ProgressEvent.StepFailed && promoted.compareAndSet(false, true)) {
                            assertThat(other.promote(PROMOTE).problems()).isEmpty();
                        }
                    })
                    .load()) {
                world.system("SELECT mz_sandbox.drop_connection_at_commit('before')");
                Report report = losing.promote(PROMOTE);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            }
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void onlyOneOfTwoAdoptersActs(Sandbox sandbox) throws InterruptedException, ExecutionException {
        try (World world = unlocked(sandbox)) {
            Meeting bothPlanned = new Meeting();
            Callable<Report> promoting = () -> {
                try (Verdigris verdigris = meeting(world, bothPlanned)) {
                    return verdigris.promote(PromoteRequest.DEFAULT
                            .withSkipReadiness("this is a test")
                            .withAdopt(true));
                }
            };
            Callable<Report> dropping = () -> {
                try (Verdigris verdigris = meeting(world, bothPlanned)) {
                    return verdigris.drop(
                            DropRequest.of(DropRequest.Side.STAGED).withAdopt(true));
                }
            };
            Report promoted;
            Report dropped;
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<Report> one = threads.submit(promoting);
                Future<Report> two = threads.submit(dropping);
                promoted = one.get();
                dropped = two.get();
            }
            assertThat(List.of(promoted, dropped))
                    .filteredOn(r -> r.outcome() == Outcome.DONE)
                    .hasSize(1);
            if (promoted.outcome() == Outcome.DONE) {
                assertThat(world.liveVersions()).containsOnly("2");
                assertThat(world.one("SELECT count(*) FROM " + world.suffixedView(0)))
                        .isEqualTo("3");
            } else {
                assertThat(world.liveVersions()).containsOnly("1");
            }
        }
    }

    @Test
    void aBuildBetweenPlanAndSwapPreventsTheSwap(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load();
                Verdigris late = world.verdigris()
                        .observer(before(Step.Swap.class, step -> {
                            world.writeModels(3);
                            assertThat(other.build(BuildRequest.of(world.models()))
                                            .problems())
                                    .isEmpty();
                        }))
                        .load()) {
            Report report = late.promote(PROMOTE);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(other.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }

    @Test
    void theEarlierOfTwoBuildsIsNotRecordedAsComplete(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load()) {
            AtomicBoolean built = new AtomicBoolean();
            try (Verdigris earlier = world.verdigris()
                    .deployer(Deployer.NONE.withTakeOver(true))
                    .listener(event -> {
                        boolean last = event instanceof ProgressEvent.ObjectBuilt object
                                && object.what().contains("index");
                        if (last && built.compareAndSet(false, true)) {
                            world.writeModels(3);
                            assertThat(other.build(BuildRequest.of(world.models()))
                                            .problems())
                                    .isEmpty();
                        }
                    })
                    .load()) {
                world.writeModels(4);
                Report report = earlier.build(BuildRequest.of(world.models()));
                assertThat(built).isTrue();
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            }
            assertThat(other.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }

    @Test
    void aResumedDeployDoesNotUndoARollback(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris other = world.verdigris().load()) {
            world.writeModels(2);
            DeployRequest deploy = DeployRequest.of(BuildRequest.of(world.models()));
            assertThat(other.deploy(deploy).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
            AtomicBoolean back = new AtomicBoolean();
            try (Verdigris again = world.verdigris()
                    .listener(event -> {
                        if (event instanceof ProgressEvent.PartStarted part
                                && part.verb() == Verb.PROMOTE
                                && back.compareAndSet(false, true)) {
                            assertThat(other.rollback(RollbackRequest.DEFAULT).problems())
                                    .isEmpty();
                        }
                    })
                    .load()) {
                Report report = again.deploy(deploy);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
            }
            assertThat(back).isTrue();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    private World staged(Sandbox sandbox) {
        return Deployments.staged(sandbox, 1, directory);
    }

    /** A staged side as other tools create it. */
    private World unlocked(Sandbox sandbox) {
        World world = staged(sandbox);
        world.sql("DROP SCHEMA " + world.lock().sql() + " CASCADE");
        return world;
    }

    private static Verdigris meeting(World world, Meeting bothPlanned) {
        return world.verdigris()
                .observer(before(Step.CreateLockSchema.class, step -> bothPlanned.await()))
                .load();
    }
}

package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.verdigris.core.plan.PromotePlanner.NOT_COMPARED;
import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** A build pauses at the worst moment. Others act, and the build goes on. */
@ExtendWith(SandboxExtension.class)
class TakenOverBuildTest {

    private static final Deployer TAKING =
            Deployer.of(new DeploymentId("taking")).withTakeOver(true);

    private static final Deployer CONTINUING = Deployer.NONE.withTakeOver(true);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(classes = {Step.DropItem.class, Step.RunStatement.class, Step.CreateManifest.class})
    void aLateBuildDropsNothingOfThePreviousSide(Class<? extends Step> late, Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 3, directory);
                Verdigris taking = world.verdigris().deployer(TAKING).load();
                Verdigris first = world.verdigris()
                        .deployer(CONTINUING)
                        .observer(before(late, step -> {
                            world.writeModels(4);
                            assertThat(taking.init(InitRequest.DEFAULT).problems())
                                    .isEmpty();
                            build(taking, world);
                            assertThat(taking.promote(PROMOTE).problems()).isEmpty();
                        }))
                        .load()) {
            world.writeModels(3);
            Report report = first.build(BuildRequest.of(world.models()));
            assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(world.liveVersions()).containsOnly("4");
            assertThat(taking.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void whatSomethingElseCreatesDuringABuildIsNotPartOfAWholeBuild(Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 1, directory);
                Verdigris building = world.verdigris()
                        .deployer(TAKING)
                        .observer(before(Step.RunStatement.class, step -> createForeign(world)))
                        .load();
                Verdigris again = world.verdigris().deployer(TAKING).load()) {
            world.writeModels(3);
            assertThat(building.build(BuildRequest.of(world.models())).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOST_RACE);
            assertThat(again.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.BUILD_UNFINISHED);
            build(again, world);
            assertThat(again.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }

    @Test
    void whatIsCreatedAfterABuildIsNotPromoted(Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 1, directory);
                Verdigris verdigris = world.verdigris().deployer(CONTINUING).load()) {
            build(verdigris, world);
            createForeign(world);
            assertThat(verdigris.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.STAGED_CHANGED);
            build(verdigris, world);
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
        }
    }

    /** It creates nothing, so it does not compare the objects with the files once more. */
    @Test
    void aBuildOfDropsOnlyKnowsItsStagedSide(Sandbox sandbox) throws IOException {
        try (World world = Deployments.staged(sandbox, 1, directory);
                Verdigris verdigris = world.verdigris().deployer(CONTINUING).load();
                Verdigris dropping = world.verdigris()
                        .deployer(CONTINUING)
                        .observer(before(Step.DropItem.class, step -> createForeign(world)))
                        .load()) {
            String more = world.schema(0).object("more").sql();
            world.write(0, "more", "CREATE VIEW " + more + " AS SELECT id FROM " + world.orders() + ";\n");
            build(verdigris, world);
            Files.delete(
                    world.models().resolve(world.schema(0).schema().value()).resolve("more.sql"));
            Report dropped = dropping.build(BuildRequest.of(world.models()));
            assertThat(dropped.problems()).isEmpty();
            assertThat(dropped.steps()).extracting(StepReport::kind).doesNotContain("run-statement");
            assertThat(verdigris.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.STAGED_CHANGED);
            build(verdigris, world);
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    /** The build is about to rename the state view when the other run swaps. */
    @Test
    void aSwapBeforeABuildOfOtherFilesIsRecordedAsWhatItIs(Sandbox sandbox)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (World world = Deployments.staged(sandbox, 1, directory);
                ExecutorService threads = Executors.newSingleThreadExecutor();
                Verdigris builder = world.verdigris().deployer(CONTINUING).load()) {
            build(builder, world);
            CompletableFuture<Report> lost = new CompletableFuture<>();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch swapped = new CountDownLatch(1);
            try (Verdigris late = world.verdigris()
                            .deployer(CONTINUING)
                            .observer(before(Step.AdvanceToken.class, step -> {
                                begun.countDown();
                                await(swapped);
                            }))
                            .load();
                    Verdigris promoting = world.verdigris()
                            .deployer(CONTINUING)
                            .models(world.models())
                            .observer(before(Step.Swap.class, step -> {
                                world.writeModels(3);
                                threads.submit(() -> lost.complete(late.build(BuildRequest.of(world.models()))));
                                await(begun);
                            }))
                            .load()) {
                assertThat(promoting.promote(PROMOTE).problems()).isEmpty();
                swapped.countDown();
                assertThat(lost.get(2, TimeUnit.MINUTES).problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.LOST_RACE);
                assertThat(promoting.promote(PROMOTE).problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.OTHER_FILES);
                world.writeModels(2);
                Report again = promoting.promote(PROMOTE);
                assertThat(again.problems()).isEmpty();
                assertThat(again.notes()).as("the files are known").noneMatch(note -> note.contains(NOT_COMPARED));
            }
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aDeployThatHasTakenOverDoesNotTakeTheDeploymentBack(Sandbox sandbox) {
        try (World world = Deployments.staged(sandbox, 1, directory);
                Verdigris last = world.verdigris().deployer(TAKING).load();
                Verdigris first = world.verdigris()
                        .deployer(Deployer.of(new DeploymentId("first")).withTakeOver(true))
                        .listener(event -> {
                            if (event.equals(new ProgressEvent.PartStarted(Verb.BUILD))) {
                                assertThat(last.init(InitRequest.DEFAULT).problems())
                                        .isEmpty();
                            }
                        })
                        .load()) {
            world.writeModels(3);
            Report report = first.deploy(
                    DeployRequest.of(BuildRequest.of(world.models())).withPromote(PROMOTE));
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.OTHER_DEPLOYMENT);
            build(last, world);
            assertThat(last.promote(PROMOTE).problems()).isEmpty();
        }
    }

    private static void createForeign(World world) {
        world.sql(
                "CREATE VIEW " + world.schema(0).withSuffix("_g").object("late").sql() + " AS SELECT 1 AS one");
    }

    private static void build(Verdigris verdigris, World world) {
        assertThat(verdigris.build(BuildRequest.of(world.models())).problems()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES))
                    .as("the other run has come this far")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

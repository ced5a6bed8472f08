package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Meeting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** Other actors at the same time, and connections that die at the worst moment. */
@ExtendWith(SandboxExtension.class)
class RaceTest {

    @TempDir
    Path directory;

    @Test
    void twoPromotionsSwapOnce(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.promote(PROMOTE).outcome()).isEqualTo(Outcome.DONE);
            Report again = verdigris.promote(PROMOTE);
            assertThat(again.outcome()).isEqualTo(Outcome.DONE);
            assertThat(again.steps()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void onlyOneOfTwoPromotersSwaps(Sandbox sandbox) throws InterruptedException, ExecutionException {
        try (World world = staged(sandbox)) {
            Meeting bothPlanned = new Meeting();
            Callable<Report> promoter = () -> {
                try (Verdigris verdigris = world.verdigris()
                        .observer(beforeSwap(step -> bothPlanned.await()))
                        .load()) {
                    return verdigris.promote(PROMOTE);
                }
            };
            List<Report> reports = sideBySide(promoter, promoter);

            assertThat(reports).extracting(Report::outcome).containsExactlyInAnyOrder(Outcome.DONE, Outcome.CONFLICT);
            assertThat(reports)
                    .flatExtracting(Report::problems)
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOST_RACE);
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aPromoterDoesNotRepeatAPromotionThatWasRolledBack(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load()) {
            try (Verdigris late = world.verdigris()
                    .observer(beforeSwap(step -> {
                        assertThat(other.promote(PROMOTE).problems()).isEmpty();
                        assertThat(other.rollback(RollbackRequest.DEFAULT).problems())
                                .isEmpty();
                    }))
                    .load()) {
                Report report = late.promote(Deployments.FORWARD_AGAIN);
                assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOST_RACE);
                assertThat(report.state()).isEqualTo(EnvironmentState.ROLLED_BACK);
            }
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aPromoterWithOpenSinksDoesNotUndoARollback(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.createSink(0);
            Deployments.stage(world);
            try (Verdigris other = world.verdigris().load();
                    Verdigris late = world.verdigris()
                            .observer(before(Step.RepointSink.class, step -> {
                                assertThat(other.rollback(RollbackRequest.DEFAULT)
                                                .problems())
                                        .isEmpty();
                                world.system("SELECT mz_sandbox.hold_statements('ALTER SINK')");
                            }))
                            .load()) {
                Report report = late.promote(PromoteRequest.DEFAULT
                        .withSkipReadiness("this is a test")
                        .withSinkTimeout(Duration.ofSeconds(5)));
                assertThat(report.outcome()).isNotEqualTo(Outcome.DONE);
                assertThat(report.state()).isEqualTo(EnvironmentState.ROLLED_BACK);
            }
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aPromoterDoesNotPromoteALaterDeployment(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris other = world.verdigris().load();
                Verdigris late = world.verdigris()
                        .observer(beforeSwap(step -> {
                            assertThat(other.drop(DropRequest.STAGED).problems())
                                    .isEmpty();
                            Deployments.begin(world, "another");
                            world.system("SELECT mz_sandbox.fail_next_commit()");
                        }))
                        .load()) {
            Report report = late.promote(PROMOTE);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LOST_RACE);
                assertThat(problem.what()).contains("another has taken its place");
            });
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aSwapIsRetriedAfterAConcurrentCatalogChange(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            world.system("SELECT mz_sandbox.fail_next_commit()");
            List<ProgressEvent> events = new CopyOnWriteArrayList<>();
            try (Verdigris verdigris = world.verdigris().listener(events::add).load()) {
                Report report = verdigris.promote(PROMOTE);
                assertThat(report.problems()).isEmpty();
                assertThat(report.steps())
                        .extracting(StepReport::kind)
                        .containsExactly("record-consents", "swap", "record-promotion");
                assertThat(events).hasAtLeastOneElementOfType(ProgressEvent.Retrying.class);
            }
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aConnectionLostBeforeTheCommitLeadsToAnotherSwap(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            lostAtCommit(world, "before");
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aConnectionLostAfterTheCommitDoesNotSwapBack(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            lostAtCommit(world, "after");
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aRollbackWithALostAnswerIsRecognizedAsDone(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            Report report = losing(world, "after", each -> each.rollback(RollbackRequest.DEFAULT));
            assertThat(report.problems()).isEmpty();
            assertThat(report.state()).isEqualTo(EnvironmentState.ROLLED_BACK);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aCleanupAfterAConcurrentRollbackDropsNothing(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = world.verdigris().load();
                Verdigris other = world.verdigris().load()) {
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            try (Verdigris cleaning = world.verdigris()
                    .observer(before(Step.Quarantine.class, step -> other.rollback(RollbackRequest.DEFAULT)))
                    .load()) {
                Report report = cleaning.drop(DropRequest.PREVIOUS);
                assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
                assertThat(report.state()).isEqualTo(EnvironmentState.ROLLED_BACK);
            }
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(world.one("SELECT count(*) FROM " + world.suffixedView(0)))
                    .isEqualTo("3");
        }
    }

    @Test
    void onlyOneOfTwoInitsGetsTheLock(Sandbox sandbox) throws InterruptedException, ExecutionException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Meeting bothPlanned = new Meeting();
            List<Report> reports = sideBySide(init(world, bothPlanned, "one"), init(world, bothPlanned, "two"));

            assertThat(reports).extracting(Report::outcome).containsExactlyInAnyOrder(Outcome.DONE, Outcome.CONFLICT);
            assertThat(reports)
                    .flatExtracting(Report::problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.LOCKED));
        }
    }

    @Test
    void anInitWithoutAnIdDoesNotContinueOneWithAnId(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load();
                Verdigris named = world.verdigris()
                        .deployer(Deployer.of(new DeploymentId("release-7")))
                        .load()) {
            assertThat(named.init(InitRequest.DEFAULT).problems()).isEmpty();

            Report other = verdigris.init(InitRequest.DEFAULT);
            assertThat(other.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(other.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LOCKED);
                assertThat(problem.what()).contains("release-7");
            });
            assertThat(named.init(InitRequest.DEFAULT).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    private static Callable<Report> init(World world, Meeting meeting, String id) {
        return () -> {
            try (Verdigris verdigris = world.verdigris()
                    .observer(before(Step.CreateLockSchema.class, step -> meeting.await()))
                    .deployer(Deployer.of(new DeploymentId(id)))
                    .load()) {
                return verdigris.init(InitRequest.DEFAULT);
            }
        };
    }

    private void lostAtCommit(World world, String moment) {
        Report report = losing(world, moment, verdigris -> verdigris.promote(PROMOTE));
        assertThat(report.problems()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
        assertThat(report.steps())
                .extracting(StepReport::kind)
                .containsExactly("record-consents", "swap", "record-promotion");
    }

    private static Report losing(World world, String moment, Function<Verdigris, Report> verb) {
        world.system("SELECT mz_sandbox.drop_connection_at_commit('" + moment + "')");
        List<ProgressEvent> events = new CopyOnWriteArrayList<>();
        try (Verdigris verdigris = world.verdigris().listener(events::add).load()) {
            Report report = verb.apply(verdigris);
            assertThat(events).as("the connection was lost").hasAtLeastOneElementOfType(ProgressEvent.StepFailed.class);
            return report;
        }
    }

    private World staged(Sandbox sandbox) {
        return Deployments.staged(sandbox, 2, directory);
    }

    private static List<Report> sideBySide(Callable<Report> one, Callable<Report> other)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Report> first = threads.submit(one);
            Future<Report> second = threads.submit(other);
            return List.of(first.get(), second.get());
        }
    }

    private static StepObserver beforeSwap(Consumer<Step> action) {
        return before(Step.Swap.class, action);
    }
}

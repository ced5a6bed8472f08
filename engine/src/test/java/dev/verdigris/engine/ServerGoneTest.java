package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Door;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that cannot be reached any more right after a swap. */
@ExtendWith(SandboxExtension.class)
class ServerGoneTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    @Test
    void aPromotionIsDoneIfOnlyItsEntryIsMissing(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Door door = new Door(sandbox.host(), sandbox.port());
                Verdigris near = world.verdigris().load();
                Verdigris far = through(door, world)) {
            stage(world, near);
            Report report = far.promote(PROMOTE);
            assertThat(report.problems()).isEmpty();
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.state()).isEqualTo(EnvironmentState.UNKNOWN);
            assertThat(statuses(report)).endsWith("swap DONE", "record-promotion FAILED");
            assertThat(report.notes()).anyMatch(note -> note.startsWith("The record does not hold when this version"));
            assertThat(world.liveVersions()).containsOnly("2");
            assertThat(near.promote(PROMOTE).steps()).isEmpty();
            assertThat(near.status()
                            .status()
                            .orElseThrow()
                            .overview()
                            .live()
                            .orElseThrow()
                            .since())
                    .hasValueSatisfying(since -> assertThat(since.exact()).isFalse());
        }
    }

    @Test
    void aSinkIsLeftToTheNextPromotion(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Door door = new Door(sandbox.host(), sandbox.port());
                Verdigris near = world.verdigris().load();
                Verdigris far = through(door, world)) {
            world.createSink(0);
            world.writeModels(2);
            Report report = far.deploy(DeployRequest.DEFAULT
                    .withBuild(BuildRequest.of(world.models()))
                    .withPromote(PROMOTE));
            assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.SINK_PENDING);
            assertThat(statuses(report))
                    .endsWith(
                            "swap DONE",
                            "record-promotion FAILED",
                            "repoint-sink NOT_REACHED",
                            "await-sinks NOT_REACHED");
            assertThat(report.notes())
                    .contains("Deploy stopped in promote after the swap. The new version is live, and the present state"
                            + " of the environment could not be read.");
            assertThat(near.promote(PROMOTE).steps())
                    .extracting(StepReport::kind)
                    .containsExactly("repoint-sink", "await-sinks");
        }
    }

    @Test
    void theEntryOfARollbackIsLeftToTheNextRollback(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Door door = new Door(sandbox.host(), sandbox.port());
                Verdigris near = world.verdigris().load();
                Verdigris far = through(door, world)) {
            stage(world, near);
            assertThat(near.promote(PROMOTE).problems()).isEmpty();
            Report report = far.rollback(RollbackRequest.DEFAULT);
            assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.ROLLBACK_UNRECORDED);
            assertThat(statuses(report)).endsWith("swap DONE", "record-rollback FAILED");
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(near.rollback(RollbackRequest.DEFAULT).steps())
                    .extracting(StepReport::kind)
                    .containsExactly("record-rollback");
        }
    }

    private static List<String> statuses(Report report) {
        return report.steps().stream()
                .map(step -> step.kind() + " " + step.status())
                .toList();
    }

    /** A façade whose server is gone as soon as it has answered a swap. */
    private static Verdigris through(Door door, World world) {
        ConnectionSettings own = world.settings();
        SkippingTime time = new SkippingTime();
        return Verdigris.configure(
                        ConnectionSettings.of(own.host(), door.number(), own.user(), own.database()),
                        world.environment())
                .options(EngineOptions.DEFAULT.withParallelism(1).withSubscribing(false))
                .time(time, time)
                .observer(new StepObserver() {
                    @Override
                    public void before(Step step) {}

                    @Override
                    public void after(Step step) {
                        if (step instanceof Step.Swap) {
                            door.shut();
                        }
                    }
                })
                .load();
    }

    private static void stage(World world, Verdigris verdigris) {
        world.writeModels(2);
        assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        assertThat(verdigris.build(BuildRequest.of(world.models())).problems()).isEmpty();
    }
}

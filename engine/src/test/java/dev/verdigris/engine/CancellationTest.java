package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Verbs that are stopped from outside, and the state of the server after that. */
@ExtendWith(SandboxExtension.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancellationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void cancelStopsTheStatementInFlightAndKeepsDoneSteps(Sandbox sandbox) throws InterruptedException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.createSink(0);
            Deployments.stage(world);
            world.system("SELECT mz_sandbox.hold_statements('ALTER SINK')");
            FutureTask<Report> promotion = new FutureTask<>(() -> verdigris.promote(Deployments.PROMOTE));
            Thread.ofPlatform().start(promotion);
            try {
                assertThat(sandbox.awaitHeldStatements(1, PATIENCE)).isTrue();
                verdigris.cancel();
                assertThatThrownBy(promotion::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(CancelledException.class);
            } finally {
                world.system("SELECT mz_sandbox.release_statements()");
            }
            assertThat(verdigris.status().state()).isEqualTo(EnvironmentState.PROMOTED);
            Report rest = verdigris.promote(Deployments.PROMOTE).orThrow();
            assertThat(rest.steps()).extracting(StepReport::kind).containsExactly("repoint-sink", "await-sinks");
        }
    }

    @Test
    void cancelStopsAllParallelStatements(Sandbox sandbox) throws InterruptedException {
        try (World world = World.create(sandbox, Names.plain(), 2, directory);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT.withParallelism(2).withSubscribing(false))
                        .load()) {
            world.writeModels(2);
            verdigris.init(InitRequest.DEFAULT).orThrow();
            world.system("SELECT mz_sandbox.hold_statements('CREATE MATERIALIZED VIEW')");
            BuildRequest request = BuildRequest.of(world.models());
            FutureTask<Report> build = new FutureTask<>(() -> verdigris.build(request));
            Thread.ofPlatform().start(build);
            try {
                assertThat(sandbox.awaitHeldStatements(2, PATIENCE)).isTrue();
                verdigris.cancel();
                assertThatThrownBy(build::get).hasCauseInstanceOf(CancelledException.class);
            } finally {
                world.system("SELECT mz_sandbox.release_statements()");
            }
            verdigris.build(request).orThrow();
        }
    }

    @Test
    void cancelEndsAPause(Sandbox sandbox) throws InterruptedException {
        CountDownLatch judged = new CountDownLatch(1);
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            world.system("SELECT mz_sandbox.hold_hydration('*')");
            try (Verdigris verdigris = Verdigris.configure(world.settings(), world.environment())
                    .options(EngineOptions.DEFAULT
                            .withParallelism(1)
                            .withSubscribing(false)
                            .withPollInterval(PATIENCE.multipliedBy(10)))
                    .listener(event -> {
                        if (event instanceof ProgressEvent.Judged) {
                            judged.countDown();
                        }
                    })
                    .load()) {
                verdigris.init(InitRequest.DEFAULT).orThrow();
                verdigris.build(BuildRequest.of(world.models())).orThrow();
                FutureTask<Report> waiting = new FutureTask<>(
                        () -> verdigris.await(AwaitRequest.DEFAULT.withTimeout(PATIENCE.multipliedBy(10))));
                Thread.ofPlatform().start(waiting);
                judged.await();
                verdigris.cancel();
                assertThatThrownBy(waiting::get).hasCauseInstanceOf(CancelledException.class);
            } finally {
                world.system("SELECT mz_sandbox.release_hydration('*')");
            }
        }
    }

    @Test
    void cancelBetweenVerbsDoesNothing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            verdigris.cancel();
            assertThat(verdigris.status().orThrow().state()).isEqualTo(EnvironmentState.NONE);
        }
    }

    @Test
    void aListenerMayCancelAndTheNextVerbRuns(Sandbox sandbox) {
        Verdigris[] itself = new Verdigris[1];
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .listener(event -> {
                            if (event instanceof ProgressEvent.StepDone && itself[0] != null) {
                                itself[0].cancel();
                            }
                        })
                        .load()) {
            itself[0] = verdigris;
            assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> verdigris.init(InitRequest.DEFAULT));
            itself[0] = null;
            verdigris.init(InitRequest.DEFAULT).orThrow();
        }
    }

    @Test
    void aVerbWithinAVerbIsRefused(Sandbox sandbox) {
        Verdigris[] itself = new Verdigris[1];
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris =
                        world.verdigris().listener(event -> itself[0].status()).load()) {
            itself[0] = verdigris;
            assertThatIllegalStateException()
                    .isThrownBy(verdigris::status)
                    .withMessage("another verb is running; an object runs one verb at a time");
        }
    }
}

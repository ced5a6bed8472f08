package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Models that do not depend on each other are created at the same time. */
@ExtendWith(SandboxExtension.class)
class ParallelBuildTest {

    private static final int MODELS = 3;

    @TempDir
    Path directory;

    private final Queue<ProgressEvent> events = new ConcurrentLinkedQueue<>();

    /**
     * The server answers no statement before all have arrived, so a builder that waits for an answer would never
     * continue.
     */
    @Test
    void allConnectionsSendModelsAtTheSameTime(Sandbox sandbox) throws InterruptedException, ExecutionException {
        try (World world = World.create(sandbox, Names.plain(), MODELS, directory);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT.withParallelism(MODELS).withSubscribing(false))
                        .listener(events::add)
                        .load()) {
            world.writeModels(2);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            world.system("SELECT mz_sandbox.hold_statements('CREATE MATERIALIZED VIEW')");
            FutureTask<Report> build = new FutureTask<>(() -> verdigris.build(BuildRequest.of(world.models())));
            Thread builder = Thread.ofPlatform().start(build);
            try {
                assertThat(sandbox.awaitHeldStatements(MODELS, Duration.ofMinutes(5)))
                        .as("all models are under way at once")
                        .isTrue();
                assertThat(events)
                        .as("what runs is told while it runs")
                        .filteredOn(event -> event instanceof ProgressEvent.StepStarted started
                                && started.step().step() instanceof Step.RunStatement)
                        .hasSize(MODELS);
            } finally {
                world.system("SELECT mz_sandbox.release_statements()");
                builder.join();
            }
            assertThat(build.get().problems()).isEmpty();
            for (int pair = 0; pair < MODELS; pair++) {
                assertThat(world.one("SELECT DISTINCT version FROM " + world.suffixedView(pair)))
                        .isEqualTo("2");
            }
        }
    }
}

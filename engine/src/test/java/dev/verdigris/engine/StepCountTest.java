package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** C36: a run plans again after it has locked the environment, and counts its steps through all its plans. */
@ExtendWith(SandboxExtension.class)
class StepCountTest {

    @TempDir
    Path directory;

    @Test
    void theStepsOfARunAreCountedThroughAllItsPlans(Sandbox sandbox) {
        List<String> places = new CopyOnWriteArrayList<>();
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .listener(event -> {
                            if (event instanceof ProgressEvent.StepDone done) {
                                places.add(done.number() + "/" + done.total());
                            }
                        })
                        .load()) {
            int steps = verdigris.init(InitRequest.DEFAULT).steps().size();
            assertThat(places)
                    .hasSizeGreaterThan(3)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, steps)
                            .mapToObj(number -> number + "/" + steps)
                            .toList());
        }
    }
}

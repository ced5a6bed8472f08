package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.adoption.Adoption;
import dev.verdigris.core.adoption.AdoptionWish;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.RandomModels;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.engine.request.ModelsRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of what is live build what is live. */
@ExtendWith(SandboxExtension.class)
class AdopterTest {

    private static final int SEEDS = 12;

    /** The messages of an adoption: one of the session's start, and one for the catalog. */
    private static final long MESSAGES = 2;

    @TempDir
    Path directory;

    private static Adoption adopt(Sandbox sandbox, Environment environment) {
        return Adopter.adopt(
                RandomModels.settings(sandbox), EngineOptions.DEFAULT, new AdoptionWish(environment, true, true));
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @RepeatedTest(SEEDS)
    void adoptedModelsBuildTheSame(RepetitionInfo repetition, Sandbox sandbox) throws IOException {
        long seed = Long.getLong("seed", 0) + repetition.getCurrentRepetition();
        try (RandomModels live = new RandomModels(sandbox, seed)) {
            Environment wanted = Environment.builder("prod" + seed)
                    .schemas(live.schemas().toArray(SchemaName[]::new))
                    .build();
            sandbox.statementLog().clear();
            Adoption adoption = adopt(sandbox, wanted);
            assertThat(sandbox.statementLog().roundTrips()).as("messages").isEqualTo(MESSAGES);
            assertThat(adoption.problems()).as("seed %d", seed).isEmpty();
            assertThat(adoption.files()).as("seed %d", seed).hasSize(live.views());
            write(adoption.files());
            try (Verdigris verdigris = Verdigris.configure(RandomModels.settings(sandbox), adoption.environment())
                    .load()) {
                proves(verdigris, seed);
            }
        }
    }

    private void proves(Verdigris verdigris, long seed) {
        Report files = verdigris.diff(DiffRequest.DEFAULT
                .withFailOn(FailOn.ANY)
                .withModels(new ModelsRequest(new ModelSource.Directory(directory), Optional.empty())));
        assertThat(files.problems()).as("seed %d", seed).isEmpty();
        assertThat(files.diff().orElseThrow().models().orElseThrow().models())
                .isNotEmpty()
                .allMatch(model -> model.change() == ModelDiff.Change.SAME);
        assertThat(verdigris.init(InitRequest.DEFAULT).problems())
                .as("seed %d", seed)
                .isEmpty();
        assertThat(verdigris.build(BuildRequest.of(directory)).problems())
                .as("seed %d", seed)
                .isEmpty();
        Report sides = verdigris.diff(DiffRequest.DEFAULT.withFailOn(FailOn.ANY));
        assertThat(sides.problems()).as("seed %d", seed).isEmpty();
        assertThat(sides.diff().orElseThrow().contract().changed()).isEmpty();
        assertThat(sides.diff().orElseThrow().contract().same()).isNotEmpty();
        assertThat(verdigris.drop(DropRequest.STAGED).problems()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAProblem() {
        ConnectionSettings nowhere = ConnectionSettings.of("127.0.0.1", 1, "me", "d");
        Adoption adoption = Adopter.adopt(
                nowhere,
                EngineOptions.DEFAULT,
                new AdoptionWish(Environment.builder("prod").build(), true, true));
        assertThat(adoption.files()).isEmpty();
        assertThat(adoption.problems()).extracting(Problem::code).containsExactly(ProblemCode.UNREACHABLE);
    }

    @Test
    void aSchemaThatIsNotThereIsAProblem(Sandbox sandbox) {
        Environment wanted =
                Environment.builder("prod").schemas("no such schema").build();
        Adoption adoption = adopt(sandbox, wanted);
        assertThat(adoption.problems()).extracting(Problem::code).containsExactly(ProblemCode.LIVE_MISSING);
        assertThat(adoption.environment().name()).isEqualTo(Identifier.of("prod"));
    }
}

package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.Reader;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a staged version changes for readers, as the server shows it, under names that need quotes. */
@ExtendWith(SandboxExtension.class)
class DiffTest {

    @TempDir
    Path directory;

    private static List<String> changes(Report report) {
        return report.diff().map(DiffResult::contract).orElseThrow().objects().stream()
                .flatMap(object -> object.changes().stream())
                .map(change -> change.effect().word() + " " + change.text())
                .toList();
    }

    private static void stage(World world, Verdigris verdigris, String query) {
        String cluster = world.cluster(0).sql();
        world.write(
                0,
                world.names().of("v"),
                "CREATE MATERIALIZED VIEW " + world.view(0) + " IN CLUSTER " + cluster + " AS " + query
                        + ";\nCREATE INDEX IN CLUSTER " + cluster + " ON " + world.view(0) + " (id);\n");
        assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        assertThat(verdigris.build(BuildRequest.of(world.models())).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anUnchangedModelChangesNoContract(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            stage(world, verdigris, "SELECT id, amount, 2 AS version FROM " + world.orders());

            Report report = verdigris.diff(DiffRequest.DEFAULT.withFailOn(FailOn.ANY));

            assertThat(changes(report)).isEmpty();
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.steps()).isEmpty();
            assertThat(report.diff().orElseThrow().contract().same())
                    .singleElement()
                    .satisfies(object -> assertThat(object.redefined()).isTrue());
        }
    }

    @Test
    void theTypesOfTheServerAreComparedWithTheirModifiers(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.createReader();
            String sink = world.createSink(0);
            stage(
                    world,
                    verdigris,
                    "SELECT id, CAST(amount AS numeric(38, 2)) AS amount, CAST('new' AS varchar(10)) AS label FROM "
                            + world.orders());

            Report report = verdigris.diff(DiffRequest.DEFAULT.withFailOn(FailOn.BREAKING));

            assertThat(changes(report))
                    .anyMatch(change -> change.matches("breaking column amount changes from .* to numeric\\(\\d+,2\\)"))
                    .contains(
                            "breaking column version integer is removed",
                            "breaking column label character varying(10) is added");
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.BREAKING_CHANGE);
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.diff().orElseThrow().contract().concerned())
                    .anyMatch(reader -> reader instanceof Reader.Sink found
                            && found.name().sql().equals(sink))
                    .anyMatch(Reader.Grantee.class::isInstance);
        }
    }

    @Test
    void withoutAStagedSideTheNextCommandIsNamed(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            Report report = verdigris.diff(DiffRequest.DEFAULT);

            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOTHING_STAGED);
            assertThat(report.diff()).isEmpty();

            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.diff(DiffRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.STAGED_EMPTY);
        }
    }
}

package dev.verdigris.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdigris.core.dbt.DbtExposure;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.dbt.DbtModel;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What reports show of dbt's manifest. */
@ExtendWith(SandboxExtension.class)
class DbtManifestTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    private DbtFiles files() {
        return new DbtFiles(directory, directory.resolve("target"));
    }

    private void manifest(String text) throws IOException {
        Files.createDirectories(files().target());
        Files.writeString(files().manifest(), text);
    }

    /** A manifest of dbt, run with the variable deploy, with a model that is gone and an exposure that reads it. */
    private String of(ObjectName relation) {
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.putObject("nodes")
                .putObject("model.p.gone")
                .put("resource_type", "model")
                .put("database", relation.schema().database().value())
                .put("schema", relation.schema().schema().value())
                .put("name", relation.name().value())
                .putObject("meta")
                .put("owner", "Ann");
        manifest.putObject("exposures")
                .putObject("exposure.p.weekly")
                .put("name", "weekly")
                .put("type", "dashboard")
                .putObject("depends_on")
                .putArray("nodes")
                .add("model.p.gone");
        return manifest.toString();
    }

    @Test
    void aRemovedModelThatAnExposureReadsIsToldBeforeTheSwap(Sandbox sandbox) throws Exception {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            ObjectName gone = world.schema(0).object("gone.\"x\"");
            world.sql("CREATE VIEW " + gone.sql() + " AS SELECT 1 AS id");
            manifest(of(gone.in(gone.schema().withSuffix(world.environment().suffix()))));
            try (Verdigris verdigris = world.verdigris().dbt(files()).load()) {
                verdigris.init(InitRequest.DEFAULT).orThrow();
                world.writeModels(2);
                verdigris.build(BuildRequest.of(world.models())).orThrow();
                Report plan = verdigris.plan(PROMOTE);
                Problem lost = plan.problems().stream()
                        .filter(problem -> problem.code() == ProblemCode.INCOMPLETE)
                        .findFirst()
                        .orElseThrow();
                assertThat(plan.dbt().at(lost.where())).hasValue(gone);
                assertThat(plan.dbt().model(gone).flatMap(DbtModel::owner)).hasValue("Ann");
                assertThat(plan.dbt().readers(gone))
                        .extracting(DbtExposure::name)
                        .containsExactly("weekly");
                assertThat(verdigris.status().dbt()).isEqualTo(plan.dbt());

                manifest("{\"nodes\": {");
                assertTellsNothing(verdigris.status(), "is not JSON at line 1, column 12");
                try (RandomAccessFile file =
                        new RandomAccessFile(files().manifest().toFile(), "rw")) {
                    file.setLength((256L << 20) + 1);
                }
                assertTellsNothing(verdigris.status(), "has more than 256 MiB");
                Files.delete(files().manifest());
                assertThat(verdigris.status().warnings())
                        .noneMatch(problem -> problem.code() == ProblemCode.DBT_MANIFEST);
            }
        }
    }

    private void assertTellsNothing(Report report, String why) {
        assertThat(report.dbt()).isEqualTo(DbtFacts.NONE);
        assertThat(report.warnings())
                .filteredOn(problem -> problem.code() == ProblemCode.DBT_MANIFEST)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).endsWith(why);
                    assertThat(problem.where()).isEqualTo(files().manifest().toString());
                });
    }
}

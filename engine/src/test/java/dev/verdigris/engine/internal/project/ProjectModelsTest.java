package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.ModelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The models that dbt has compiled, and whether they are those of the project. */
final class ProjectModelsTest {

    /** The SHA-256 of "select 1", as dbt writes it. */
    private static final String CHECKSUM = "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f";

    private static final Environment ENVIRONMENT =
            Environment.builder("prod").database("db").schemas("core").build();

    @TempDir
    private Path directory;

    private SqlFiles read() {
        DbtFiles files = new DbtFiles(directory.resolve("shop"), directory.resolve("shop/target"));
        return ProjectModels.of(new ModelSource.Compiled(files), ENVIRONMENT);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve("shop").resolve(file).normalize();
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void manifest(String schema, String file) throws IOException {
        write("target/manifest.json", """
                {"metadata": {"project_name": "shop"}, "nodes": {"model.shop.a": {"resource_type": "model",
                  "package_name": "shop", "database": "db", "schema": "%s", "name": "a", "original_file_path": "%s",
                  "checksum": {"name": "sha256", "checksum": "%s"}, "config": {"materialized": "view"},
                  "compiled_code": "select 1"}}}
                """.formatted(schema, file, CHECKSUM));
    }

    @Test
    void withoutAManifestTheCommandOfDbtIsNamed() {
        Problem problem = read().problems().getFirst();
        assertThat(problem.code()).isEqualTo(ProblemCode.DBT_MANIFEST);
        assertThat(problem.what()).startsWith("there is no manifest of dbt at ");
        assertThat(problem.fix().toString()).contains("dbt compile");
    }

    @Test
    void aModelThatWasEditedAfterItWasCompiledIsRefused() throws IOException {
        manifest("core", "models/a.sql");
        assertThat(read().problems()).isEmpty();
        write("models/a.sql", "\n  select 1\n\n");
        assertThat(read().problems()).isEmpty();
        assertThat(read().identity()).isPresent();
        write("models/a.sql", "select 2");
        assertThat(read().problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith("models/a.sql");
        assertThat(read().identity()).isEmpty();
    }

    @Test
    void aModelThatWasAddedAfterTheProjectWasCompiledIsRefused() throws IOException {
        manifest("core", "models/a.sql");
        write("macros/m.sql", "{% macro m() %}1{% endmacro %}");
        assertThat(read().problems()).isEmpty();
        write("models/marts/b.sql", "select 2");
        write("models/off.sql", "select 3");
        write(
                "target/manifest.json",
                Files.readString(directory.resolve("shop/target/manifest.json"))
                        .replaceFirst(
                                "\\}\\s*$",
                                ", \"disabled\": {\"model.shop.off\": [{\"original_file_path\":"
                                        + " \"models/off.sql\"}]}}"));
        assertThat(read().problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith(" does not know 1 model file of the project: models/marts/b.sql");
        write(".dbtignore", "marts/*");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void aFileOutsideOfTheProjectIsNotRead() throws IOException {
        manifest("core", "../secret.sql");
        write("../secret.sql", "select 2");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void aManifestWithoutAModelOfTheEnvironmentIsRefused() throws IOException {
        manifest("other", "models/a.sql");
        assertThat(read().problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith(" has no model in a schema of the environment");
        write("target/manifest.json", "{");
        assertThat(read().problems()).extracting(Problem::code).containsExactly(ProblemCode.DBT_MANIFEST);
    }
}

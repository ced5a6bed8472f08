package dev.verdigris.core.dbt;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is built from the SQL that dbt has compiled. */
final class CompiledModelsTest {

    private static final Environment ENVIRONMENT = Environment.builder("prod")
            .database("db")
            .schemas("core", "Ma\"rts")
            .clusters("compute", "Ser ving")
            .build();

    private static final String NODES = """
            "model.p.orders": {"resource_type": "model", "package_name": "p", "database": "db", "schema": "core",
              "alias": "or/ders 😀", "name": "orders", "language": "sql", "original_file_path": "models/orders.sql",
              "compiled_path": "target/compiled/p/models/orders.sql", "description": "it's {{ every }} order",
              "checksum": {"name": "sha256", "checksum": "abc"},
              "config": {"materialized": "view", "persist_docs": {"relation": true, "columns": true},
                "indexes": [{"default": true}, {"columns": ["id", "\\"a b\\""], "name": "by id", "cluster": "Ser ving"}]},
              "columns": {"id": {"name": "id", "description": "its number"},
                "a b": {"name": "a b", "quote": true, "description": "x"}, "c": {"name": "c", "description": ""}},
              "compiled_code": "\\n\\nselect 1 as id, '{{ no jinja }}' as \\"a b\\" -- the end"},
            "model.p.sums": {"resource_type": "model", "package_name": "p", "database": "db", "schema": "Ma\\"rts",
              "alias": "select", "name": "sums", "original_file_path": "models/sums.sql",
              "config": {"post-hook": [{"sql": "GRANT SELECT ON {{ this }} TO \\"a b\\";"}],
                "materialized": "table", "cluster": "compute", "retain_history": "1hr",
                "partition_by": ["id"], "refresh_interval": {"every": "1 day", "aligned_to": "2020-01-01"},
                "contract": {"enforced": true}},
              "columns": {"id": {"name": "id", "constraints": [{"type": "not_null"}]}},
              "compiled_code": "with x as (select id from \\"db\\".\\"core\\".\\"or/ders 😀\\") select id from x"},
            "model.p.e": {"resource_type": "model", "database": "db", "schema": "core", "name": "e",
              "config": {"materialized": "ephemeral"}},
            "model.p.out": {"resource_type": "model", "database": "db", "schema": "ingest", "name": "out",
              "config": {"materialized": "source"}},
            "seed.p.s": {"resource_type": "seed", "database": "db", "schema": "seeds", "name": "s"}
            """;

    private static CompiledModels compiled(String nodes) throws IOException {
        String manifest = "{\"metadata\": {\"project_name\": \"p\"}, \"nodes\": {" + nodes + "}}";
        try (JsonParser parser = new JsonFactory().createParser(manifest)) {
            return CompiledModels.of((DbtManifest) ManifestReader.read(parser), ENVIRONMENT, "manifest.json");
        }
    }

    private static List<BuildStatement> statements(CompiledModels models) {
        ModelResult result = ModelProject.of(models.files(), ENVIRONMENT.targetNames());
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        return ((ModelResult.Resolved) result)
                .layers().stream().flatMap(List::stream).toList();
    }

    @Test
    void aModelBecomesTheStatementsOfTheAdapter() throws IOException {
        CompiledModels models = compiled(NODES);
        assertThat(models.problems()).isEmpty();
        assertThat(models.notes())
                .containsExactly("These models of dbt are outside of the environment's schemas, so they are not built:"
                        + " out, s.");
        assertThat(models.origins()).containsExactly(new CompiledModels.Origin("models/orders.sql", "abc"));
        assertThat(models.files())
                .extracting(ModelFile::path)
                .containsExactly("db/core/or%2Fders 😀.sql", "db/Ma\"rts/select.sql");
        assertThat(models.files().getFirst().text()).isEqualTo("""
                CREATE VIEW "db"."core"."or/ders 😀" AS (

                select 1 as id, '{{ no jinja }}' as "a b" -- the end
                );
                CREATE DEFAULT INDEX ON "db"."core"."or/ders 😀";
                CREATE INDEX "by id" IN CLUSTER "Ser ving" ON "db"."core"."or/ders 😀" (id, "a b");
                COMMENT ON VIEW "db"."core"."or/ders 😀" IS 'it''s {{ every }} order';
                COMMENT ON COLUMN "db"."core"."or/ders 😀".id IS 'its number';
                COMMENT ON COLUMN "db"."core"."or/ders 😀"."a b" IS 'x';
                """);
        assertThat(models.files().getLast().text())
                .startsWith("CREATE MATERIALIZED VIEW \"db\".\"Ma\"\"rts\".\"select\" IN CLUSTER compute WITH"
                        + " (REFRESH EVERY '1 day' ALIGNED TO '2020-01-01', PARTITION BY (id), RETAIN HISTORY FOR '1hr',"
                        + " ASSERT NOT NULL id) AS (with x as")
                .endsWith("GRANT SELECT ON \"db\".\"Ma\"\"rts\".\"select\" TO \"a b\";\n");
    }

    @Test
    void compiledWithOrWithoutDeployTheStagedSideIsTheSame() throws IOException {
        String staged = NODES.replace("\"core\"", "\"core_dbt_deploy\"")
                .replace("\\\"core\\\"", "\\\"core_dbt_deploy\\\"")
                .replace("\"Ma\\\"rts\"", "\"Ma\\\"rts_dbt_deploy\"");
        assertThat(staged).isNotEqualTo(NODES);
        String indexed = "\"default\": true, \"cluster\": \"compute\"";
        List<BuildStatement> live = statements(compiled(NODES.replace("\"default\": true", indexed)));
        assertThat(live).extracting(BuildStatement::sql).allMatch(sql -> sql.contains("_dbt_deploy\"."));
        assertThat(statements(compiled(staged.replace("\"default\": true", indexed))).stream()
                        .map(BuildStatement::sql))
                .containsExactlyElementsOf(
                        live.stream().map(BuildStatement::sql).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "resource_type": "seed"                                         | holds data in a schema of the environment
            "resource_type": "snapshot"                                     | holds data in a schema of the environment
            "config": {"materialized": "incremental"}                       | make it a materialized_view
            "config": {"materialized": "sink"}                              | is a sink in a schema of the environment
            "config": {"materialized": "source_table"}                      | is a source_table in a schema
            "config": {"materialized": "my_own"}                            | has the materialization my_own
            "language": "python"                                            | is not written in SQL
            "config": {"materialized": "view", "post-hook": ["{{ x() }}"]}       | has a hook that only dbt can run
            "config": {"materialized": "view", "pre-hook": [{"sql": "x"}]}  | has a hook that only dbt can run
            """)
    void whatCannotBeBuiltIsRefusedByNameWithItsFile(String entry, String why) throws IOException {
        String node = "\"model.p.m\": {\"resource_type\": \"model\", " + entry + ", \"database\": \"db\","
                + " \"schema\": \"core\", \"name\": \"m\", \"original_file_path\": \"models/m.sql\","
                + " \"compiled_code\": \"select 1\"}";
        CompiledModels models = compiled(node);
        statements(models);
        assertThat(models.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.BAD_MODEL);
            assertThat(problem.what()).contains(" m of dbt ");
            assertThat(problem.what() + problem.fix()).contains(why);
            assertThat(problem.fix())
                    .isInstanceOfSatisfying(
                            Fix.Choice.class,
                            choice -> assertThat(choice.alternatives())
                                    .extracting(Fix.Alternative::fix)
                                    .contains(Optional.of(Fix.command(Verb.EXEC, ENVIRONMENT.name()))));
            assertThat(problem.where()).isEqualTo("models/m.sql");
        });
    }

    @Test
    void theHooksOfTheProjectAreNamedBecauseTheyDoNotRun() throws IOException {
        String hook = """
                "operation.%s.%s-on-run-end-%d": {"resource_type": "operation", "package_name": "%s",
                  "tags": ["on-run-end"], "raw_code": "GRANT USAGE ON SCHEMA core TO x"}""";
        List<String> notes = compiled(NODES + ", " + hook.formatted("p", "p", 0, "p") + ", "
                        + hook.formatted("p", "p", 1, "p") + ", " + hook.formatted("u", "u", 0, "u"))
                .notes();
        assertThat(notes)
                .contains(
                        "These hooks of dbt do not run, because only dbt can run them: on-run-end of p, on-run-end of u."
                                + " If a deployment needs what they do, let dbt build with exec.");
    }

    @Test
    void theKeyOfEarlierVersionsIsReadToo() throws IOException {
        CompiledModels models = compiled(NODES.replace("compiled_code", "compiled_sql"));
        assertThat(models).isEqualTo(compiled(NODES));
    }

    @Test
    void aManifestWithoutCompiledSqlNamesTheCommandOfDbt() throws IOException {
        List<Problem> problems =
                compiled(NODES.replace("compiled_code", "raw_code")).problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.DBT_MANIFEST);
            assertThat(problem.what())
                    .isEqualTo("dbt's manifest manifest.json has no compiled SQL of models orders, sums");
            assertThat(problem.where()).isEqualTo("manifest.json");
            assertThat(problem.fix().toString()).contains("dbt compile");
        });
    }
}

package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Names that need every kind of care, from the shell through the whole cycle. */
final class HostileNamesJourneyTest {

    private static final String SCHEMA = "sel\"ect.'a' $1 😀";
    private static final String CLUSTER = "from \"x\".y '$$' 🦎";
    private static final String OBJECT = "table 'of' \"a.b\" $2 ✓";
    private static final String SINK = "in to \"k.l\" '?' 😀";
    private static final String ROLE = "gr\"ant '$3' to.all 😀";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Test
    void theWholeCycleAcceptsHostileNames() throws IOException {
        try (Sandbox started = Sandbox.start(SandboxConfig.defaults())) {
            sandbox = started;
            layTheGround();
            configure();
            for (String verb : List.of("init", "build", "await --timeout 600s", "check", "promote --dry-run")) {
                verdigris(verb);
                assertThat(version()).isEqualTo("1");
            }
            verdigris("promote");
            assertThat(version()).isEqualTo("2");
            assertThat(value("SELECT s.name FROM mz_sinks k"
                            + " JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                            + " JOIN mz_materialized_views v ON v.id = d.referenced_object_id"
                            + " JOIN mz_schemas s ON s.id = v.schema_id"))
                    .isEqualTo(SCHEMA);
            assertThat(value("SELECT has_schema_privilege('" + ROLE.replace("'", "''") + "', s.oid, 'USAGE')"
                            + " FROM mz_schemas s WHERE s.name = '" + SCHEMA.replace("'", "''") + "'"))
                    .isEqualTo("t");
            verdigris("rollback");
            assertThat(version()).isEqualTo("1");
            verdigris("promote --accept VG-ROLLED-BACK-FILES=mistake");
            verdigris("cleanup --yes");
            assertThat(version()).isEqualTo("2");
            verdigris("init");
            verdigris("abort --yes");
            assertThat(value(
                            "SELECT count(*) FROM (SELECT name FROM mz_schemas UNION ALL SELECT name FROM mz_clusters) n"
                                    + " WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris_%'"))
                    .isEqualTo("0");
        }
    }

    private void layTheGround() {
        String schema = quoted(SCHEMA);
        sql(
                "CREATE ROLE " + quoted(ROLE),
                "CREATE CLUSTER " + quoted(CLUSTER) + " (SIZE = '25cc')",
                "CREATE CLUSTER outlet (SIZE = '25cc')",
                "CREATE SCHEMA " + schema,
                "CREATE SCHEMA outlet",
                "GRANT USAGE ON SCHEMA " + schema + " TO " + quoted(ROLE),
                "COMMENT ON SCHEMA " + schema + " IS 'it''s $1 \"quoted\" 😀'",
                "CREATE MATERIALIZED VIEW " + schema + "." + quoted(OBJECT) + " IN CLUSTER " + quoted(CLUSTER)
                        + " AS SELECT 1 AS version",
                "CREATE CONNECTION outlet.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) "
                        + "WITH (VALIDATE = false)",
                "CREATE SINK outlet." + quoted(SINK) + " IN CLUSTER outlet FROM " + schema + "." + quoted(OBJECT)
                        + " INTO KAFKA CONNECTION outlet.kafka (TOPIC 't') KEY (version) NOT ENFORCED FORMAT JSON"
                        + " ENVELOPE UPSERT");
    }

    private void configure() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Files.writeString(folder.resolve("verdigris.yml"), """
                environments:
                  prod:
                    connection:
                      url: postgres://materialize@%s:%d/materialize?sslmode=disable
                    schemas: [%s]
                    clusters: [%s]
                """.formatted(
                sandbox.host(), sandbox.port(), json.writeValueAsString(SCHEMA), json.writeValueAsString(CLUSTER)));
        Path models = Files.createDirectories(folder.resolve("models").resolve(SCHEMA));
        Files.writeString(
                models.resolve(OBJECT + ".sql"),
                "CREATE MATERIALIZED VIEW " + quoted(OBJECT) + " IN CLUSTER " + quoted(CLUSTER)
                        + " AS SELECT 2 AS version;\nCREATE INDEX " + quoted("on " + OBJECT) + " IN CLUSTER "
                        + quoted(CLUSTER) + " ON " + quoted(OBJECT) + " (version);\n");
        Path checks = Files.createDirectories(folder.resolve("checks"));
        Files.writeString(
                checks.resolve("version_is_two.sql"),
                "SELECT version FROM " + quoted(SCHEMA) + "." + quoted(OBJECT) + " WHERE version <> 2;\n");
    }

    private void verdigris(String line) {
        VerdigrisProcess.run(folder, Map.of(), line.split(" ")).exits(0);
    }

    private String version() {
        return value("SELECT version FROM " + quoted(SCHEMA) + "." + quoted(OBJECT));
    }

    private String value(String query) {
        return sql(query).getFirst().getFirst().orElse("NULL");
    }

    private List<List<Optional<String>>> sql(String... statements) {
        Target target = new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize");
        List<List<Optional<String>>> rows = List.of();
        try (WireClient client = WireClient.connect(target, Map.of())) {
            for (String statement : statements) {
                Answer answer = client.simple(statement);
                assertThat(answer.error()).as(statement).isEmpty();
                rows = answer.results().getLast().rows();
            }
            return rows;
        } catch (IOException broken) {
            throw new AssertionError(String.join("\n", statements), broken);
        }
    }
}

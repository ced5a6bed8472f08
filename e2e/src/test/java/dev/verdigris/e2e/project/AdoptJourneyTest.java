package dev.verdigris.e2e.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A user takes over views that somebody has created by hand, from the shell. */
final class AdoptJourneyTest {

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void createByHand() throws SandboxStartException, IOException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        sql(
                "CREATE SCHEMA raw",
                "CREATE TABLE raw.orders (id int NOT NULL, item text, amount int)",
                "CREATE CLUSTER \"the ${compute}\" (SIZE = '25cc')",
                "CREATE ROLE \"an \"\"alyst\"",
                "CREATE SCHEMA \"my \"\"shop\"\".x\"",
                "CREATE SCHEMA shop",
                "CREATE MATERIALIZED VIEW shop.revenue IN CLUSTER \"the ${compute}\" AS"
                        + " SELECT item, sum(amount) AS revenue FROM raw.orders GROUP BY item",
                "CREATE INDEX IN CLUSTER \"the ${compute}\" ON shop.revenue (item)",
                "CREATE VIEW \"my \"\"shop\"\".x\".\"Top/😀\" AS SELECT * FROM shop.revenue LIMIT 3",
                "COMMENT ON COLUMN shop.revenue.item IS 'it''s'",
                "GRANT SELECT ON shop.revenue TO \"an \"\"alyst\"");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void sql(String... statements) throws IOException {
        Target server = new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize");
        try (WireClient client = WireClient.connect(server, Map.of())) {
            for (String statement : statements) {
                assertThat(client.simple(statement).error()).as(statement).isEmpty();
            }
        }
    }

    private VerdigrisProcess.Ended verdigris(String... arguments) {
        String url = "postgres://materialize@127.0.0.1:" + sandbox.port() + "/materialize";
        return VerdigrisProcess.run(folder, Map.of("VERDIGRIS_URL", url, "LC_ALL", "C.UTF-8"), arguments);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsAdoptedIsWhatIsLive() throws IOException {
        JsonNode dry = verdigris("adopt", "--dry-run", "-o", "json").exits(0).json();
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.path("next").path(0).asText()).isEqualTo("verdigris adopt -o json");
        assertThat(dry.path("files").path(1).path("content").asText())
                .startsWith("CREATE MATERIALIZED VIEW shop.revenue");
        assertThat(files()).isEmpty();

        JsonNode view = verdigris("adopt", "-o", "json").exits(0).json();

        assertThat(view.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "verb",
                        "outcome",
                        "exitCode",
                        "headline",
                        "directory",
                        "dryRun",
                        "files",
                        "problems",
                        "notes",
                        "next");
        assertThat(files())
                .containsExactly("models/my %22shop%22.x/Top%2F😀.sql", "models/shop/revenue.sql", "verdigris.yml");
        verdigris("validate").exits(0);
        assertThat(verdigris("diff", "--file", "--fail-on", "any").exits(0).out())
                .contains("2 models are the same as what is live.");
        verdigris("init").exits(0);
        verdigris("build").exits(0);
        assertThat(verdigris("diff", "--fail-on", "any").exits(0).out()).contains("no contract changes");
        verdigris("abort", "--yes").exits(0);
        assertThat(verdigris("adopt", "-o", "json")
                        .exits(0)
                        .json()
                        .path("files")
                        .findValuesAsText("state"))
                .containsExactly("unchanged", "unchanged");
    }

    @Test
    void whatHasNoFileIsNamedWithItsReason() throws IOException {
        sql(
                "CREATE TABLE shop.notes (note text)",
                "CREATE CONNECTION shop.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)"
                        + " WITH (VALIDATE = false)",
                "CREATE SECRET shop.password AS 'x'",
                "CREATE SINK shop.out IN CLUSTER quickstart FROM shop.revenue INTO KAFKA CONNECTION shop.kafka"
                        + " (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM",
                "CREATE VIEW shop.last AS SELECT max(note) AS note FROM shop.notes");

        JsonNode view =
                verdigris("adopt", "--schema", "shop", "-o", "json").exits(3).json();

        assertThat(view.path("outcome").asText()).isEqualTo("refused");
        assertThat(view.path("problems").findValuesAsText("where"))
                .containsExactlyInAnyOrder(
                        "table materialize.shop.notes",
                        "connection materialize.shop.kafka",
                        "secret materialize.shop.password",
                        "sink materialize.shop.out",
                        "view materialize.shop.last");
        assertThat(view.path("problems").findValuesAsText("code")).containsOnly("VG-NOT-ADOPTED");
        assertThat(view.path("next").path(0).asText()).isEqualTo("verdigris validate");
        assertThat(files()).containsExactly("models/shop/last.sql", "models/shop/revenue.sql", "verdigris.yml");
    }

    @Test
    void viewsBesideTablesAreReleasedFromASchemaOfTheirOwn() throws IOException {
        sql("CREATE TABLE shop.notes (note text)", "CREATE VIEW shop.last AS SELECT max(note) AS note FROM shop.notes");
        verdigris("adopt", "--as", "the \"marts\"").exits(2);

        verdigris("adopt", "--schema", "shop", "--as", "the \"marts\"").exits(0);

        assertThat(files())
                .containsExactly(
                        "models/the %22marts%22/last.sql", "models/the %22marts%22/revenue.sql", "verdigris.yml");
        verdigris("validate").exits(0);
        verdigris("deploy", "--create-missing").exits(0);
        verdigris("cleanup", "--yes").exits(0);
        assertThat(verdigris("diff", "--file", "--fail-on", "any").exits(0).out())
                .contains("2 models are the same as what is live.");
        sql("SELECT note FROM \"the \"\"marts\"\"\".last", "SELECT note FROM shop.last");
    }

    @Test
    void noFileIsReplaced() throws IOException {
        Path file = folder.resolve("models/shop/revenue.sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");

        assertThat(verdigris("adopt").exits(2).err()).contains("VG-FILE-IN-THE-WAY", "revenue.sql");

        assertThat(files()).containsExactly("models/shop/revenue.sql");
        assertThat(Files.readString(file)).isEqualTo("mine");
        verdigris("adopt", "--into", "elsewhere").exits(0);
        assertThat(files()).contains("elsewhere/verdigris.yml", "elsewhere/models/shop/revenue.sql");
    }

    @Test
    void aConfigurationThatIsThereIsOnlyCompletedInWords() throws IOException {
        String config = "environments: {live: {schemas: [shop], clusters: [other]}}\n";
        Files.writeString(folder.resolve("verdigris.yml"), config);

        String out = verdigris("adopt", "--schema", "shop", "--cluster", "the ${compute}")
                .exits(0)
                .out();

        assertThat(out)
                .contains(
                        "verdigris.yml was not changed. Its environment live needs:",
                        "clusters: [other, \"the $${compute}\"]")
                .doesNotContain("schemas: [shop]");
        assertThat(Files.readString(folder.resolve("verdigris.yml"))).isEqualTo(config);
        verdigris("adopt", "--into", "elsewhere").exits(0);
        assertThat(Files.readString(folder.resolve("elsewhere/verdigris.yml")))
                .as("the clusters are those of the views, and not those of the other project")
                .contains("clusters: [\"the $${compute}\"]");
    }

    @Test
    void aServerThatIsNotThereIsAProblem() throws IOException {
        assertThat(VerdigrisProcess.run(
                                folder, Map.of(), "adopt", "--url", "postgres://me@127.0.0.1:1/d?sslmode=disable")
                        .exits(9)
                        .err())
                .contains("VG-UNREACHABLE");
        assertThat(files()).isEmpty();
    }

    @Test
    void theNoteHasTheWholeListOfSchemas() throws IOException {
        Files.writeString(folder.resolve("verdigris.yml"), "environments: {prod: {schemas: [marts], clusters: []}}\n");
        assertThat(verdigris("adopt", "--schema", "shop").exits(0).out())
                .contains("Its environment prod needs:", "schemas: [marts, shop]");
    }

    @Test
    void anotherDatabaseIsTheOneOfTheNextCommands() throws IOException {
        sql("CREATE DATABASE d4", "CREATE SCHEMA d4.shop", "CREATE VIEW d4.shop.revenue AS SELECT 1 AS only_here");
        verdigris("adopt", "--database", "d4", "--schema", "shop").exits(0);
        assertThat(Files.readString(folder.resolve("verdigris.yml"))).contains("    database: d4\n");
        assertThat(verdigris("diff", "--file", "--fail-on", "any").exits(0).out())
                .contains("1 model is the same as what is live.");
    }

    @Test
    void aQueryWithTheNameOfASystemRelationKeepsItsMeaning() throws IOException {
        sql(
                "CREATE SCHEMA m",
                "CREATE VIEW m.cte AS WITH mz_views AS (SELECT '7' AS id) SELECT count(*) AS n FROM mz_catalog.mz_views v",
                "CREATE VIEW m.mz_objects AS SELECT 1 AS id",
                "CREATE VIEW m.y AS SELECT id FROM mz_catalog.mz_objects");
        verdigris("adopt", "--schema", "m").exits(0);
        assertThat(Files.readString(folder.resolve("models/m/cte.sql"))).contains("FROM mz_catalog.mz_views v");
        assertThat(Files.readString(folder.resolve("models/m/y.sql"))).contains("FROM mz_catalog.mz_objects");
        verdigris("diff", "--file", "--fail-on", "any").exits(0);
        verdigris("deploy").exits(0);
        verdigris("cleanup", "--yes").exits(0);
        verdigris("diff", "--file", "--fail-on", "any").exits(0);
        Path file = folder.resolve("models/m/cte.sql");
        Files.writeString(file, Files.readString(file).replace("mz_catalog.mz_views", "mz_views"));
        assertThat(verdigris("diff", "--file", "--fail-on", "any").exits(3).out())
                .contains("mz_catalog.mz_views");
    }
}

package dev.verdigris.cli.project.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.command.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ValidateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void goodProject() throws IOException {
        write("verdigris.yml", """
            environments:
              prod: {schemas: [core], clusters: [c]}
              test: {schemas: [core], clusters: [c], suffix: _t}
            """);
        write("models/core/orders.sql", "CREATE VIEW orders AS SELECT 1 AS id;\n");
        write("checks/none.sql", "SELECT id FROM core.orders WHERE id IS NULL;\n");
    }

    private Cli.Ran validate(int exit, String... more) {
        String[] words = new String[more.length + 1];
        words[0] = "validate";
        System.arraycopy(more, 0, words, 1, more.length);
        return Cli.in(directory).run(words).exits(exit);
    }

    @Test
    void aGoodProjectNeedsNoServerAndHasNoProblem() throws IOException {
        goodProject();
        assertThat(validate(0).out()).isEqualTo("""
            The server is not known: no server is named.
            1 model, 1 check, 2 environments: no problem
            """);
        assertThat(validate(0, "-e", "test").out()).endsWith("1 model, 1 check, 1 environment: no problem\n");
    }

    @Test
    void allProblemsAreShownAtOnceByFileAndLine() throws IOException {
        goodProject();
        write("models/core/a.sql", "CREATE VIEW a AS SELECT * FROM b;\n");
        write("models/core/b.sql", "CREATE VIEW b AS\nSELECT * FROM a;\n");
        write("models/core/c.sql", "CREATE VIEW c AS\nSELECT * FROM nowhere WHERE 'x;\n");
        write("models/core/d.sql", "CREATE VIEW e AS SELECT * FROM core.nowhere;\n");
        write("models/other/f.sql", "CREATE TABLE f (id int);\n");
        write("checks/bare.sql", "SELECT 1 FROM orders;\n");
        Cli.Ran ran = validate(2);
        assertThat(ran.out().lines().filter(line -> !line.startsWith(" ")))
                .containsExactly(
                        "checks/bare.sql:1:15: VG-BAD-MODEL orders is named without its schema",
                        "models/core/a.sql:1:1: VG-BAD-MODEL materialize.core.a reads materialize.core.b reads"
                                + " materialize.core.a",
                        "models/core/c.sql:2:29: VG-BAD-MODEL a string begins here and has no end",
                        "models/core/d.sql:1:13: VG-BAD-MODEL the statement creates materialize.core.e, but the file's"
                                + " path says materialize.core.d",
                        "models/core/d.sql:1:32: VG-BAD-MODEL a query reads materialize.core.nowhere, but no file"
                                + " defines it",
                        "models/other/f.sql:1:1: VG-BAD-MODEL the environment does not have schema materialize.other",
                        "The server is not known: no server is named.",
                        "6 models, 2 checks, 2 environments: 6 problems");
    }

    @Test
    void theTextOfTheUserIsShownAsItIsWritten() throws IOException {
        goodProject();
        write("models/core/a.sql", "CREATE VIEW a AS\nSELEC * FROM orders;\n");
        assertThat(validate(2).out())
                .contains("models/core/a.sql:2:1: VG-BAD-MODEL a query is expected here, but the text is \"SELEC\"");
    }

    @Test
    void twoObjectsOfOneNameAndNamesThatAreTooLongAreFound() throws IOException {
        goodProject();
        String tooLong = "i".repeat(256);
        write(
                "models/core/b.sql",
                "CREATE VIEW b AS SELECT 1 AS x;\nCREATE INDEX orders IN CLUSTER c ON b (x);\n" + "CREATE INDEX "
                        + tooLong + " IN CLUSTER c ON b (x);\n");
        assertThat(validate(2).out())
                .contains("models/core/b.sql:2: VG-BAD-MODEL the name materialize.core.orders is created twice")
                .contains("models/core/b.sql:3: VG-BAD-MODEL the name " + tooLong + " has 256 bytes");
    }

    @Test
    void pairsThatCollideAreFoundInTheirEnvironmentOnly() throws IOException {
        goodProject();
        write("verdigris.yml", """
            environments:
              prod: {schemas: [core], clusters: [c]}
              test: {schemas: [core, core_t], clusters: [c], suffix: _t}
            """);
        assertThat(validate(2).out()).contains("VG-DUPLICATE-PAIR").contains("  only in test\n");
    }

    @Test
    void aStagedNameThatIsLiveInAnotherEnvironmentOfTheServerIsFound() throws IOException {
        goodProject();
        String environments = """
            environments:
              prod: {schemas: [core], clusters: [c], suffix: _t%s}
              test: {schemas: [core_t], clusters: [d], project: t%s}
            """;
        write("t/models/core_t/orders.sql", "CREATE VIEW orders AS SELECT 1 AS id;\n");
        write("verdigris.yml", environments.formatted("", ""));
        assertThat(validate(2).out())
                .contains("VG-DUPLICATE-PAIR the staged name of schema materialize.core in environment prod is that of"
                        + " live schema materialize.core_t in environment test");
        write(
                "verdigris.yml",
                environments.formatted(", connection: {host: one, user: u}", ", connection: {host: two, user: u}"));
        assertThat(validate(0).out()).endsWith("2 environments: no problem\n");
    }

    @Test
    void filesOfAnotherBuilderAreNotRead() throws IOException {
        goodProject();
        write("verdigris.yml", "builder: make models\nenvironments:\n  prod: {schemas: [core], clusters: [c]}\n");
        assertThat(validate(0).out())
                .contains("A builder of another tool makes the models")
                .endsWith("0 models, 1 check, 1 environment: no problem\n");
    }

    @Test
    void settingsThatAreAboutNothingAreFound() throws IOException {
        goodProject();
        write("verdigris.yml", """
            diff:
              keys: [materialize.core.order=id, materialize.core.orders=id]
            await:
              exempt:
                - {name: materialize.core.nothing, reason: slow}
            accept:
              - {code: VG-CHECK-FAILED, name: '"none.sql"', reason: known}
              - {code: VG-CHECK-FAILED, name: '"gone.sql"', reason: known}
              - {code: VG-DRIFTED, name: materialize.other.x, reason: known}
              - {code: VG-BUILD-UNFINISHED, reason: known, expires: 2020-01-01}
            environments:
              prod: {schemas: [core], clusters: [c]}
            """);
        assertThat(validate(2).out().lines().filter(line -> line.startsWith("verdigris.yml")))
                .containsExactly(
                        "verdigris.yml:2: VG-BAD-CONFIG diff.keys names materialize.core.order, which no model file"
                                + " defines (did you mean materialize.core.orders?)",
                        "verdigris.yml:5: VG-BAD-CONFIG await.exempt names materialize.core.nothing, which no model"
                                + " file defines",
                        "verdigris.yml:8: VG-BAD-CONFIG the consent to VG-CHECK-FAILED names check \"gone.sql\", and"
                                + " there is no check of that name (did you mean none.sql?)",
                        "verdigris.yml:9: VG-BAD-CONFIG the consent to VG-DRIFTED names materialize.other.x, which is"
                                + " in no pair of environment prod",
                        "verdigris.yml:10: VG-BAD-CONFIG the consent to VG-BUILD-UNFINISHED does not count any more:"
                                + " its last day was 2020-01-01");
    }

    @Test
    void aSettingForAllEnvironmentsFitsIfOneOfThemHasTheName() throws IOException {
        goodProject();
        write("verdigris.yml", """
            accept:
              - {code: VG-DRIFTED, name: materialize.core.x, reason: known}
            environments:
              prod: {schemas: [core], clusters: [c]}
              bare: {clusters: [c], project: bare}
            """);
        write("bare/models/core/x.sql", "CREATE VIEW x AS SELECT 1 AS id;\n");
        assertThat(validate(2).out()).doesNotContain("VG-DRIFTED").contains("only in bare");
        assertThat(validate(2, "-e", "bare").out()).contains("the consent to VG-DRIFTED names materialize.core.x");
    }

    @ParameterizedTest
    @CsvSource({
        "'connection: {url: ''${SERVER}''}', 0",
        "'connection: {host: h, user: ''${SERVER}''}', 0",
        "'connection: {sslmode: strong}', 2",
        "'connection: {url: ''mysql://h/''}', 2",
        "'project: ''${SERVER}''', 2"
    })
    void onlyTheConnectionMayLackItsVariables(String setting, int exit) throws IOException {
        goodProject();
        write("verdigris.yml", setting + "\nenvironments:\n  prod: {schemas: [core], clusters: [c]}\n");
        Cli.Ran ran = validate(exit);
        assertThat(ran.out())
                .contains(exit == 0 ? "the variable SERVER is not set (verdigris.yml:1)" : "VG-BAD-CONFIG");
    }

    @Test
    void theDocumentHasFileLineAndColumn() throws IOException {
        goodProject();
        write("models/core/orders.sql", "CREATE VIEW orders AS\n  SELECT 'x;\n");
        JsonNode json = JSON.readTree(validate(2, "-ojson").out());
        assertThat(json.path("verb").asText()).isEqualTo("validate");
        assertThat(json.path("outcome").asText()).isEqualTo("usage");
        assertThat(json.path("environments")).hasSize(2);
        JsonNode problem = json.path("problems").path(0);
        assertThat(problem.path("file").asText()).isEqualTo("models/core/orders.sql");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isEqualTo(10);
        assertThat(problem.path("environments")).hasSize(2);
        assertThat(problem.path("fix").path("kind").asText()).isEqualTo("edit");
        assertThat(validate(2, "-ondjson").out().lines()).hasSize(1);
    }

    @Test
    void theFilesOfResultsHaveThePlaces() throws IOException {
        goodProject();
        write("models/core/orders.sql", "CREATE VIEW orders AS\n  SELECT 'x;\n");
        validate(2, "--sarif", "r.sarif", "--junit", "r.xml");
        JsonNode run = JSON.readTree(Files.readString(directory.resolve("r.sarif")))
                .path("runs")
                .path(0);
        JsonNode result = run.path("results").path(0);
        assertThat(result.path("ruleId").asText()).isEqualTo("VG-BAD-MODEL");
        JsonNode place = result.path("locations").path(0).path("physicalLocation");
        assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("models/core/orders.sql");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(2);
        assertThat(place.path("region").path("startColumn").asInt()).isEqualTo(10);
        assertThat(Files.readString(directory.resolve("r.xml")))
                .contains("failures=\"1\"", "name=\"models/core/orders.sql:2:10\"");
        validate(2, "--junit", "no/such/directory/r.xml");
    }

    @Test
    void theFilesOfResultsHaveTheWarnings() throws IOException {
        goodProject();
        write("verdigris.yml", """
            accept:
              - {code: VG-BUILD-UNFINISHED, reason: known, expires: 2020-01-01}
            environments:
              prod: {schemas: [core], clusters: [c]}
            """);
        validate(0, "--sarif", "r.sarif", "--junit", "r.xml");
        JsonNode result = JSON.readTree(Files.readString(directory.resolve("r.sarif")))
                .path("runs")
                .path(0)
                .path("results")
                .path(0);
        assertThat(result.path("level").asText()).isEqualTo("warning");
        assertThat(result.path("message").path("text").asText()).contains("does not count any more");
        assertThat(Files.readString(directory.resolve("r.xml")))
                .contains("failures=\"0\"", "name=\"verdigris.yml:2\"", "<system-out>");
    }

    @Test
    void withoutConfigurationThereIsNothingToLookAt() {
        Cli.Ran ran = validate(2);
        assertThat(ran.out()).contains("VG-BAD-CONFIG there is no configuration");
    }
}

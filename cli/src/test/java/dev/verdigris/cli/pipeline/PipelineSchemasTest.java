package dev.verdigris.cli.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each file for GitHub and GitLab fits the schema of its system. */
final class PipelineSchemasTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path ACTION = ROOT.resolve("packaging/ci/github/action.yml");
    private static final Path COMPONENT = ROOT.resolve("packaging/ci/gitlab/templates/verdigris.yml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORKFLOW_SCHEMA = "github-workflow.json";
    private static final String ACTION_SCHEMA = "github-action.json";
    private static final String GITLAB_SCHEMA = "gitlab-ci.json";

    static Stream<Path> workflows() throws IOException {
        return Stream.concat(
                files(ROOT.resolve("examples/ci/github"), ".*\\.yml"),
                files(ROOT.resolve("examples/dbt-auction/pipelines"), "github-.*\\.yml"));
    }

    static Stream<Path> pipelines() {
        return Stream.of(
                ROOT.resolve("examples/ci/gitlab/.gitlab-ci.yml"),
                ROOT.resolve("examples/dbt-auction/pipelines/gitlab-ci.yml"),
                COMPONENT);
    }

    private static Stream<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(name)).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowFitsTheSchemaOfGitHub(Path file) throws IOException {
        assertThat(faults(WORKFLOW_SCHEMA, PlainYaml.documents(file).getFirst()))
                .isEmpty();
    }

    @Test
    void theActionFitsTheSchemaOfGitHub() throws IOException {
        assertThat(faults(ACTION_SCHEMA, PlainYaml.documents(ACTION).getFirst()))
                .isEmpty();
    }

    /** The component has a document of inputs and one of jobs. */
    @ParameterizedTest
    @MethodSource("pipelines")
    void aPipelineFitsTheSchemaOfGitLab(Path file) throws IOException {
        List<Object> documents = PlainYaml.documents(file);
        assertThat(documents).hasSize(file.equals(COMPONENT) ? 2 : 1);
        for (Object document : documents) {
            assertThat(faults(GITLAB_SCHEMA, document)).isEmpty();
        }
    }

    @Test
    void theSchemasFindMistakes() throws IOException {
        assertThat(faults(WORKFLOW_SCHEMA, Map.of("on", "push", "jobs", Map.of("plan", Map.of("steps", List.of())))))
                .isNotEmpty();
        assertThat(faults(ACTION_SCHEMA, Map.of("name", "x", "runs", Map.of("using", "composite"))))
                .isNotEmpty();
        assertThat(faults(GITLAB_SCHEMA, Map.of("plan", Map.of("script", "true", "when", "sometimes"))))
                .isNotEmpty();
    }

    private static List<Error> faults(String schema, Object document) throws IOException {
        try (InputStream text = PipelineSchemasTest.class.getResourceAsStream("/ci-schemas/" + schema)) {
            JsonNode rules = JSON.readTree(text);
            Schema judge = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(rules);
            return judge.validate(JSON.valueToTree(document));
        }
    }
}

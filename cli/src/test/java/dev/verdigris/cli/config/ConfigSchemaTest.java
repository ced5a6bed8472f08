package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.verdigris.cli.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema of {@code verdigris.yml}, which editors read. It is made of {@link Key} and is the same as the reader. */
final class ConfigSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path CASES = Path.of("src/test/resources/config").toAbsolutePath();
    private static final Map<Key, List<String>> FIELDS = Map.of(
            Key.ACCEPT, List.of("code", "name", "reason", "expires"),
            Key.SINKS, List.of("name", "way", "topic"),
            Key.READY_EXEMPT, List.of("name", "lag", "reason"));

    private static String document() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "verdigris.yml");
        root.put("type", "object");
        root.put("additionalProperties", false);
        ObjectNode properties = root.putObject("properties");
        scalar(properties.putObject("default_environment"))
                .put("description", "The environment of a run that names none. Variable: VERDIGRIS_ENV");
        settings(properties);
        ObjectNode environments = properties.putObject("environments");
        environments.put("type", "object");
        environments.put("description", "The environments by their names. Their settings win over the shared ones.");
        ObjectNode environment = environments.putObject("additionalProperties");
        environment.put("type", "object");
        environment.put("additionalProperties", false);
        settings(environment.putObject("properties"));
        return JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }

    private static void settings(ObjectNode properties) {
        Key.inGroup("").forEach((word, key) -> described(properties.putObject(word), key));
        for (String group : Key.groups()) {
            ObjectNode node = properties.putObject(group);
            ObjectNode mapping = node;
            if (group.equals("check")) {
                ArrayNode either = node.putArray("anyOf");
                scalar(either.addObject());
                mapping = either.addObject();
            }
            mapping.put("type", "object");
            mapping.put("additionalProperties", false);
            ObjectNode inside = mapping.putObject("properties");
            Key.inGroup(group).forEach((word, key) -> described(inside.putObject(word), key));
        }
    }

    private static void described(ObjectNode node, Key key) {
        node.put(
                "description",
                "Variable: " + key.variable()
                        + key.option().map(option -> ". Option: " + option).orElse(""));
        if (key.isPerObject()) {
            ObjectNode item = node.put("type", "array").putObject("items");
            fields(item, FIELDS.get(key));
        } else if (key == Key.SCHEMAS) {
            ArrayNode either = node.put("type", "array").putObject("items").putArray("anyOf");
            scalar(either.addObject());
            fields(either.addObject(), List.of("database", "schema"));
        } else if (key == Key.STAGED_SIZE) {
            ArrayNode either = node.putArray("anyOf");
            scalar(either.addObject());
            scalar(either.addObject().put("type", "array").putObject("items"));
        } else if (key.isList()) {
            scalar(node.put("type", "array").putObject("items"));
        } else {
            scalar(node);
        }
    }

    private static void fields(ObjectNode item, List<String> names) {
        item.put("type", "object");
        item.put("additionalProperties", false);
        ObjectNode properties = item.putObject("properties");
        names.forEach(name -> scalar(properties.putObject(name)));
    }

    /** A reference such as {@code ${NAME}} can stand for any value, so a number can be a text. */
    private static ObjectNode scalar(ObjectNode node) {
        node.putArray("type").add("string").add("number").add("boolean");
        return node;
    }

    private static List<Error> faults(String yaml) throws JsonProcessingException {
        // A date is a text for Verdigris. JSON has no dates.
        String json = JSON.writeValueAsString(
                new Yaml().<Object>load(yaml.replaceAll("(?m)(: )(\\d{4}-\\d\\d-\\d\\d)", "$1\"$2\"")));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(document()))
                .validate(JSON.readTree(json));
    }

    @Test
    void theSchemaIsUpToDate() throws IOException {
        Golden.assertSame(ROOT.resolve("docs/schema/verdigris.schema.json"), document());
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            return files.filter(file -> file.endsWith("verdigris.yml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleFits(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void theFileOnThePageOfConfigurationFits() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/configuration.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        assertThat(faults(page.substring(begin, page.indexOf("```", begin)))).isEmpty();
    }

    /** The files of the cases in which Verdigris finds settings. */
    static Stream<Path> accepted() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.endsWith("verdigris.yml")).toList().stream()
                    .filter(ConfigSchemaTest::isAccepted);
        }
    }

    private static boolean isAccepted(Path file) {
        Path expected = CASES.resolve(CASES.relativize(file).getName(0)).resolve("expected.txt");
        try {
            return Files.readString(expected).startsWith("environment ");
        } catch (IOException absent) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void eachAcceptedFileFits(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema: [a]",
                "environments: {prod: {environments: {}}}",
                "environments: {prod: {schemas: a}}",
                "environments: {prod: {accept: [{codes: VG-DRIFT}]}}",
                "connection: {hots: localhost}",
                "await: 5m"
            })
    void aMistakeDoesNotFit(String text) throws IOException {
        assertThat(faults(text)).isNotEmpty();
    }
}

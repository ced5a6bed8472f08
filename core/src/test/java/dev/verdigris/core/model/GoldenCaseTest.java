package dev.verdigris.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every folder of {@code src/test/resources/model}: {@code environment.yml} and {@code models/} give {@code
 * expected.txt}. With {@code -Dapprove=true} the run rewrites the expected files and still fails.
 */
class GoldenCaseTest {

    private static final Path CASES =
            Path.of(System.getProperty("project.root", ".."), "core/src/test/resources/model");

    @TestFactory
    Stream<DynamicTest> casesGiveTheExpectedStatementsOrProblems() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<Path> cases = folders.sorted().toList();
            assertThat(cases).hasSizeGreaterThan(5);
            return cases.stream().map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        String actual = shown(ModelProject.of(files(folder.resolve("models")), targets(folder)));
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(expected, actual);
        }
        assertThat(Boolean.getBoolean("approve"))
                .as("this run rewrites expectations and proves nothing")
                .isFalse();
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static List<ModelFile> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> paths = walk.filter(Files::isRegularFile).sorted().toList();
            return paths.stream().map(path -> file(root, path)).toList();
        }
    }

    private static ModelFile file(Path root, Path path) {
        try {
            String place = root.relativize(path).toString().replace('\\', '/');
            return new ModelFile(place, "models/" + place, Files.readString(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TargetNames targets(Path folder) throws IOException {
        JsonNode root = new YAMLMapper().readTree(Files.readString(folder.resolve("environment.yml")));
        String database = root.path("database").asText("materialize");
        SortedMap<SchemaName, SchemaName> schemas = new TreeMap<>();
        root.path("schemas").forEach(name -> {
            SchemaName schema = schema(name.asText(), database);
            schemas.put(schema, schema.withSuffix("_dbt_deploy"));
        });
        SortedMap<Identifier, Identifier> clusters = new TreeMap<>();
        root.path("clusters").forEach(name -> {
            Identifier cluster = Identifier.of(name.asText());
            clusters.put(cluster, cluster.withSuffix("_dbt_deploy"));
        });
        return new TargetNames(Identifier.of(database), schemas, clusters);
    }

    private static SchemaName schema(String name, String database) {
        int dot = name.indexOf('.');
        return dot < 0 ? SchemaName.of(database, name) : SchemaName.of(name.substring(0, dot), name.substring(dot + 1));
    }

    private static String shown(ModelResult result) {
        return switch (result) {
            case ModelResult.Resolved resolved -> layers(resolved.layers());
            case ModelResult.Broken broken ->
                broken.problems().stream()
                        .map(problem -> problem.kind() + "\n  " + problem + "\n")
                        .collect(Collectors.joining());
        };
    }

    private static String layers(List<List<BuildStatement>> layers) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            shown.append("==== layer ").append(i + 1).append('\n');
            layers.get(i).forEach(statement -> shown.append(shown(statement)));
        }
        return shown.toString();
    }

    private static String shown(BuildStatement statement) {
        String cluster = statement.cluster().map(name -> ", on " + name).orElse("");
        String reads = statement.reads().isEmpty() ? "" : ", reads " + statement.reads();
        return "---- %s:%d: %s of %s%s%s%n%s;%n"
                .formatted(
                        statement.file(),
                        statement.line(),
                        statement.word().replace('-', '_').toUpperCase(Locale.ROOT),
                        statement.live(),
                        cluster,
                        reads,
                        statement.sql())
                .replace("\r\n", "\n");
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}

package dev.verdigris.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The example project resolves as its README says. */
class AuctionExampleTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("project.root", "..")).resolve("examples/auction");
    private static final Set<Identifier> SWAPPED = Stream.of("core", "marts")
            .flatMap(name -> Stream.of(name, name + "_dbt_deploy"))
            .map(Identifier::of)
            .collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void everyStatementIsRewrittenToTheStagedSide(String version) throws IOException {
        List<BuildStatement> statements = statements(version);
        assertThat(statements).hasSizeGreaterThan(20).allSatisfy(statement -> {
            assertThat(statement.sql()).contains(statement.staged().schema().sql());
            assertThat(AmbiguousReferences.in(statement.sql(), SWAPPED)).isEmpty();
            statement.cluster().ifPresent(cluster -> assertThat(cluster.value()).endsWith("_dbt_deploy"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void everyCheckIsRewrittenToTheStagedSide(String version) throws IOException {
        List<ModelFile> checks = files(EXAMPLE.resolve(version).resolve("checks"));
        assertThat(checks).hasSizeGreaterThanOrEqualTo(3).allSatisfy(check -> {
            StagedQuery query = StagedQuery.of(check, targets());
            assertThat(query).isInstanceOf(StagedQuery.Ready.class);
            assertThat(((StagedQuery.Ready) query).sql()).contains("_dbt_deploy\"");
        });
    }

    @Test
    void versionTwoAddsOneModelAndRemovesOne() throws IOException {
        assertThat(models("v1")).contains("marts.buyer_ranking").doesNotContain("marts.bidding_wars");
        assertThat(models("v2")).contains("marts.bidding_wars").doesNotContain("marts.buyer_ranking");
        assertThat(models("v1")).hasSameSizeAs(models("v2"));
        assertThat(models("v2")).contains("core.auction_results", "core.release_info", "marts.release_info");
    }

    private static Set<String> models(String version) throws IOException {
        return statements(version).stream()
                .filter(BuildStatement::createsRelation)
                .map(statement -> statement.live().schema().schema() + "."
                        + statement.live().name())
                .collect(Collectors.toSet());
    }

    private static List<BuildStatement> statements(String version) throws IOException {
        ModelResult result = ModelProject.of(files(EXAMPLE.resolve(version).resolve("models")), targets());
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        return ((ModelResult.Resolved) result)
                .layers().stream().flatMap(List::stream).toList();
    }

    private static List<ModelFile> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .sorted()
                    .map(path -> file(root, path))
                    .toList();
        }
    }

    private static ModelFile file(Path root, Path path) {
        try {
            return ModelFile.of(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TargetNames targets() {
        SortedMap<SchemaName, SchemaName> schemas = new TreeMap<>();
        SortedMap<Identifier, Identifier> clusters = new TreeMap<>();
        for (String name : List.of("core", "marts")) {
            SchemaName schema = SchemaName.of("materialize", name);
            schemas.put(schema, schema.withSuffix("_dbt_deploy"));
        }
        for (String name : List.of("compute", "serving")) {
            clusters.put(Identifier.of(name), Identifier.of(name).withSuffix("_dbt_deploy"));
        }
        return new TargetNames(Identifier.of("materialize"), schemas, clusters);
    }
}

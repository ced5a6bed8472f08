package dev.verdigris.core.dbt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from the manifest of dbt, and what of it a report may show. */
final class ManifestReaderTest {

    private static final String NODES = """
            "nodes": {
              "model.p.a": {"resource_type": "model", "database": "db", "schema": "core", "alias": "A \\"b\\".😀",
                "name": "a", "original_file_path": "models/a.sql", "config": {"meta": {"owner": "Ann"}},
                "meta": {"owner": "Bob"}, "group": "team"},
              "model.p.b": {"resource_type": "model", "database": "db", "schema": "core", "alias": "select",
                "name": "b", "meta": {"owner": {"name": "Bob", "email": "b@x"}}},
              "model.p.c": {"resource_type": "model", "database": "db", "schema": "other", "name": "c",
                "config": {"group": "team"}},
              "model.p.d": {"resource_type": "model", "database": null, "schema": "core", "name": "d"},
              "model.p.e": {"resource_type": "model", "database": "db", "schema": "co\\u0000re", "name": "e"},
              "model.p.f": ["no", "object"],
              "test.p.t": {"resource_type": "test", "database": "db", "schema": "core", "name": "t"}},
            "sources": {"source.p.s.s": {"resource_type": "source", "database": "db", "schema": "in", "name": "s",
              "identifier": "S", "meta": {"owner": ["Cy", {"email": "d@x"}]}}},
            "groups": {"group.p.team": {"name": "team", "owner": {"name": "Team", "email": ["t@x", "u@x"]}}},
            "exposures": {"exposure.p.w": {"name": "w", "label": "Week\\nly", "type": "dashboard",
              "url": "https://me:hunter2@bi.example/w?token=hunter2#hunter2", "owner": {"name": "Ann"},
              "depends_on": {"nodes": ["model.p.a", "model.p.c", "model.p.gone", "source.p.s.s", "model.p.a"]}}}
            """;

    private static final Environment ENVIRONMENT =
            Environment.builder("prod").database("db").schemas("core").build();

    private static ManifestReading read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json.getBytes(StandardCharsets.UTF_8))) {
            return ManifestReader.read(parser);
        }
    }

    private static DbtManifest manifest(String json) throws IOException {
        assertThat(read(json)).isInstanceOf(DbtManifest.class);
        return (DbtManifest) read(json);
    }

    private static DbtFacts facts(String json) throws IOException {
        return DbtFacts.of(manifest(json), ENVIRONMENT);
    }

    @Test
    void theOwnerIsThatOfTheModelOrOfItsGroup() throws IOException {
        assertThat(manifest("{" + NODES + "}").models())
                .extracting(model -> model.relation() + ": " + model.owner().orElse(""))
                .containsExactly(
                        "db.core.A \"b\".😀: Ann",
                        "db.core.select: Bob <b@x>",
                        "db.other.c: Team <t@x>",
                        "db.in.S: Cy, d@x");
    }

    @Test
    void anExposureReadsRelationsAndShowsNoSecret() throws IOException {
        DbtExposure exposure = manifest("{" + NODES + "}").exposures().getFirst();
        assertThat(exposure.reads())
                .extracting(ObjectName::toString)
                .containsExactly("db.core.A \"b\".😀", "db.in.S", "db.other.c");
        assertThat(exposure.url()).hasValue("https://bi.example/w");
        assertThat(exposure.toString()).doesNotContain("hunter2");
    }

    @Test
    void anExposureReadsARelationThroughMetricsToo() throws IOException {
        List<DbtExposure> exposures = manifest("""
                {"exposures": {"exposure.p.w": {"name": "w", "depends_on": {"nodes": ["saved_query.p.q"]}}},
                "saved_queries": {"saved_query.p.q": {"depends_on": {"nodes": ["metric.p.m"]}}},
                "metrics": {"metric.p.m": {"depends_on": {"nodes": ["semantic_model.p.s", "metric.p.m"]}}},
                "semantic_models": {"semantic_model.p.s": {"depends_on": {"nodes": ["model.p.a"]}}},
                """
                        + NODES.substring(0, NODES.indexOf("\"exposures\""))
                                .strip()
                                .replaceFirst(",$", "") + "}")
                .exposures();
        assertThat(exposures)
                .singleElement()
                .satisfies(exposure -> assertThat(exposure.reads())
                        .extracting(ObjectName::toString)
                        .containsExactly("db.core.A \"b\".😀"));
    }

    @Test
    void aRelationIsFoundByItsLiveAndByItsStagedName() throws IOException {
        for (String json : List.of("{" + NODES + "}", ("{" + NODES + "}").replace("\"core\"", "\"core_dbt_deploy\""))) {
            DbtFacts facts = facts(json);
            for (String schema : List.of("core", "core_dbt_deploy")) {
                ObjectName name = ObjectName.of("db", schema, "A \"b\".😀");
                assertThat(facts.model(name).flatMap(DbtModel::owner)).hasValue("Ann");
                assertThat(facts.readers(name)).extracting(DbtExposure::name).containsExactly("Week\nly");
                assertThat(facts.at("materialized view " + name)).hasValue(ObjectName.of("db", "core", "A \"b\".😀"));
            }
            assertThat(facts.at("view db.other.c")).isPresent();
            assertThat(facts.at("view db.other_dbt_deploy.c")).isEmpty();
            assertThat(facts.exposures().getFirst().reads()).containsExactly(ObjectName.of("db", "core", "A \"b\".😀"));
        }
    }

    @Test
    void aTextOfTwoRelationsIsThatOfNone() throws IOException {
        DbtFacts facts = facts("""
                {"nodes": {
                  "model.p.a": {"resource_type": "model", "database": "db", "schema": "x.y", "name": "z"},
                  "model.p.b": {"resource_type": "model", "database": "db", "schema": "x", "name": "y.z"}}}
                """);
        assertThat(facts.at("view db.x.y.z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]                                                    | is no JSON object
            {}                                                     | is no manifest of dbt, because it has no nodes
            {"nodes": []}                                          | is no manifest of dbt, because it has no nodes
            {"nodes": {"a": hunter2}}                              | is not JSON at line 1, column 17
            {"nodes": {"a": {}                                     | is not JSON at line 1, column 19
            {"metadata": {"adapter_type": "postgres"}, "nodes": {}} | is of the adapter postgres, not of materialize
            """)
    void aManifestThatCannotBeUsedSaysWhy(String json, String why) throws IOException {
        assertThat(read(json)).isEqualTo(new ManifestReading.Unusable(why));
    }

    @Test
    void aNestingWithoutEndIsRefused() throws IOException {
        assertThat(read("{\"nodes\": {\"a\": " + "[".repeat(200_000))).isInstanceOf(ManifestReading.Unusable.class);
    }

    @Test
    void anotherVersionIsReadByWhatItHasInCommon() throws IOException {
        String future = "{\"metadata\": {\"dbt_schema_version\": \"https://x/manifest/v99.json\", \"new\": [{}]}, "
                + "\"unknown\": {\"deep\": [[1, {\"a\": null}]]}, " + NODES + "}";
        assertThat(manifest(future)).isEqualTo(manifest("{" + NODES + "}"));
    }
}

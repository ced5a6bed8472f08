package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every relation has exactly Materialize's columns, in that order, with those types. */
class CatalogColumnsTest {

    @ParameterizedTest
    @ValueSource(strings = {"columns.tsv", "columns-undocumented.tsv"})
    void hasExactlyTheColumnsOfMaterialize(String expectedColumns) throws IOException {
        Map<String, List<String>> expected = expected(expectedColumns);
        Map<String, List<String>> actual;
        try (CatalogDatabase database = CatalogDatabase.create()) {
            actual = grouped(
                    database.rows("SELECT s.name || '.' || r.name, c.name || ' ' || c.type FROM mz_catalog.mz_columns c"
                            + " JOIN mz_catalog.mz_relations r ON r.id = c.id JOIN mz_catalog.mz_schemas s ON s.id = r.schema_id"
                            + " ORDER BY r.id, c.position"));
        }

        actual.keySet().retainAll(expected.keySet());
        assertThat(actual).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void reportsTheKindAndTheNullableColumnsOfRelations() throws IOException {
        try (CatalogDatabase database = CatalogDatabase.create()) {
            List<String> actual = database.rows(
                    "SELECT s.name, r.name, r.type, coalesce((SELECT string_agg(c.name, ' ' ORDER BY c.position)"
                            + " FROM mz_catalog.mz_columns c WHERE c.id = r.id AND c.nullable), '')"
                            + " FROM mz_catalog.mz_relations r JOIN mz_catalog.mz_schemas s ON s.id = r.schema_id");

            assertThat(actual)
                    .containsAll(lines("relations.tsv")
                            .map(line -> String.join("|", line.split("\t", -1)))
                            .toList());
        }
    }

    @Test
    void givesItsTypesTheOidsOfMaterialize() {
        try (CatalogDatabase database = CatalogDatabase.create()) {
            assertThat(database.rows(
                            "SELECT typname, oid, typarray FROM pg_type WHERE typname IN ('uint2', 'uint4', 'uint8',"
                                    + " 'mz_timestamp', 'mz_aclitem') UNION ALL SELECT typname, oid, NULL FROM pg_type"
                                    + " WHERE typname IN ('list', 'map') ORDER BY 2"))
                    .containsExactly(
                            "list|16384|-",
                            "map|16385|-",
                            "uint2|16460|16461",
                            "uint4|16462|16463",
                            "uint8|16464|16465",
                            "mz_timestamp|16552|16553",
                            "mz_aclitem|16566|16567");
        }
    }

    private static Map<String, List<String>> expected(String name) throws IOException {
        return grouped(lines(name)
                .map(line -> line.split("\t"))
                .map(cell -> cell[0] + "." + cell[1] + "|" + cell[3] + " " + cell[4])
                .toList());
    }

    private static Stream<String> lines(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(CatalogColumnsTest.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1);
        }
    }

    private static Map<String, List<String>> grouped(List<String> rows) {
        return rows.stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.groupingBy(
                        cells -> cells[0], TreeMap::new, Collectors.mapping(cells -> cells[1], Collectors.toList())));
    }
}

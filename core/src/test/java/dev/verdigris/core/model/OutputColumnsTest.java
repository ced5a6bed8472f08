package dev.verdigris.core.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The columns of a model, where its text says them. */
class OutputColumnsTest {

    private static final SchemaName SHOP = SchemaName.of("materialize", "shop");
    private static final TargetNames TARGETS = new TargetNames(
            Identifier.of("materialize"), new TreeMap<>(Map.of(SHOP, SHOP.withSuffix("_s"))), new TreeMap<>());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unknown",
            value = {
                "CREATE VIEW v (a, \"B c\") AS SELECT * FROM raw.t | a, B c",
                "CREATE VIEW v (a, b) AS VALUES (1, 2) | a, b",
                "CREATE VIEW v AS SELECT id, t.status, raw.t.x FROM raw.t | id, status, x",
                "CREATE VIEW v AS SELECT ID, count(*) AS \"N\", sum(x)::int8 AS total FROM raw.t GROUP BY 1 | id, N, total",
                "CREATE VIEW v AS SELECT DISTINCT ON (id) id, x FROM raw.t ORDER BY id | id, x",
                "CREATE VIEW v AS WITH c AS (SELECT z FROM raw.t) SELECT a FROM c | a",
                "CREATE VIEW v AS WITH MUTUALLY RECURSIVE c (n int) AS (SELECT 1) SELECT n AS m FROM c | m",
                "CREATE VIEW v AS SELECT a FROM raw.t UNION ALL SELECT b FROM raw.t | a",
                "CREATE VIEW v AS SELECT a IS DISTINCT FROM b AS same, extract(year FROM d) AS y FROM raw.t | same, y",
                "CREATE VIEW v AS SELECT (SELECT max(x) FROM raw.t) AS most | most",
                "CREATE VIEW v AS SELECT CAST(a AS text) AS b FROM raw.t | b",
                "CREATE VIEW v AS SELECT * FROM raw.t | unknown",
                "CREATE VIEW v AS SELECT id, t.* FROM raw.t | unknown",
                "CREATE VIEW v AS SELECT count(*) FROM raw.t | unknown",
                "CREATE VIEW v AS SELECT id other FROM raw.t | unknown",
                "CREATE VIEW v AS SELECT a + b FROM raw.t | unknown",
                "CREATE VIEW v AS VALUES (1) | unknown",
                "CREATE VIEW v AS (SELECT a FROM raw.t) UNION SELECT b FROM raw.t | unknown",
                "CREATE VIEW v AS WITH c AS (SELECT 1) (SELECT a FROM c) UNION SELECT b FROM c | unknown",
                "CREATE VIEW v AS TABLE raw.t | unknown"
            })
    void theTextSaysTheNamesOrTheyAreUnknown(String statement, String columns) {
        ModelFile file = new ModelFile("shop/v.sql", "models/shop/v.sql", statement.strip());
        assertThat(ModelProject.of(List.of(file), TARGETS)).isInstanceOfSatisfying(ModelResult.Resolved.class, read -> {
            BuildStatement built = read.layers().get(0).get(0);
            assertThat(built.columns()
                            .map(names -> names.stream().map(Identifier::value).collect(Collectors.joining(", ")))
                            .orElse(null))
                    .isEqualTo(columns);
        });
    }
}

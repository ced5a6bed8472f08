package dev.verdigris.core.check;

import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckQueryTest {

    private static final SchemaName SHOP = SchemaName.of("materialize", "Sh\"op 😀.select");
    private static final TargetNames TARGETS = new TargetNames(
            Identifier.of("materialize"), new TreeMap<>(Map.of(SHOP, SHOP.withSuffix("_s"))), new TreeMap<>());
    private static final String OF = "\"Sh\"\"op 😀.select\".\"from; --\"";
    private static final String STAGED = "\"materialize\".\"Sh\"\"op 😀.select_s\".\"from; --\"";
    private static final String LIVE = "\"materialize\".\"Sh\"\"op 😀.select\".\"from; --\"";

    @Test
    void aComparisonReadsBothSidesInOneQuery() {
        String text = "-- check: row_count\n-- of: " + OF + "\n-- tolerance: 0.50 %";
        CheckQuery.Ready staged = ready(text, CheckedSide.STAGED);
        assertThat(staged.sql())
                .isEqualTo("SELECT own.value AS \"staged\", other.value AS \"live\", '0.50 %' AS \"limit\" FROM"
                        + " (SELECT (SELECT count(*)::numeric AS value FROM " + STAGED + ") AS value) AS own, (SELECT"
                        + " (SELECT count(*)::numeric AS value FROM " + LIVE + ") AS value) AS other WHERE own.value IS"
                        + " DISTINCT FROM other.value AND (own.value IS NULL OR other.value IS NULL OR own.value ="
                        + " 'NaN'::numeric OR other.value = 'NaN'::numeric OR abs(own.value - other.value) * 100 >"
                        + " abs(other.value) * 0.50)");
        assertThat(staged.other()).contains(new ObjectName(SHOP, Identifier.of("from; --")));
        assertThat(staged.inputs()).containsExactly(new ObjectName(SHOP.withSuffix("_s"), Identifier.of("from; --")));
        CheckQuery.Ready live = ready(text, CheckedSide.LIVE);
        assertThat(live.sql()).startsWith("SELECT own.value AS \"live\", other.value AS \"previous\"");
        assertThat(live.sql().indexOf(LIVE)).isLessThan(live.sql().indexOf(STAGED));
        assertThat(live.other()).contains(new ObjectName(SHOP.withSuffix("_s"), Identifier.of("from; --")));
    }

    @Test
    void aQueryIsForTheNamesOfItsSide() {
        String text = "-- when: both\nSELECT * FROM " + OF;
        assertThat(ready(text, CheckedSide.STAGED).sql()).isEqualTo("SELECT * FROM " + STAGED);
        assertThat(ready(text, CheckedSide.LIVE).inputs())
                .containsExactly(new ObjectName(SHOP, Identifier.of("from; --")));
    }

    @Test
    void expressionsAreRewrittenToo() {
        String text = "-- check: each_row\n-- of: " + OF + "\n-- expression: id IN (SELECT id FROM " + OF + ")";
        assertThat(ready(text, CheckedSide.STAGED).sql())
                .isEqualTo("SELECT checked.* FROM " + STAGED + " AS checked WHERE (id IN (SELECT id FROM " + STAGED
                        + ")) IS NOT TRUE");
    }

    @Test
    void aContractNamesTheObjectOfTheSide() {
        String text = "-- check: schema_contract\n-- of: " + OF
                + "\n-- columns: \"it's\" int8 not null, b timestamptz, c text[]";
        assertThat(ready(text, CheckedSide.STAGED).sql())
                .contains(
                        "(VALUES ('it''s', 1, 'bigint', false), ('b', 2, 'timestamp with time zone', true),"
                                + " ('c', 3, 'text[]', true))",
                        "schemas.name = 'Sh\"op 😀.select_s' AND objects.name = 'from; --'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -- check: not_empty¶-- of: raw.a¶SELECT 1            | 1 | the check has a template and a query; write only one of them
            -- check: row_count¶-- of: raw.a¶-- tolerance: 1 %   | 1 | materialize.raw.a is in no schema of the environment, so there is no other side of it
            -- check: each_row¶-- of: raw.a¶-- expression: a) OR (b | 3 | the value of expression is a) OR (b; it must be SQL whose brackets are closed
            -- owner: me¶-- check: each_row¶-- of: raw.a¶-- expression: EXISTS (SELECT 1 FROM b) | 2 | b is named without its schema
            -- owner: me                                         | 1 | the file contains 0 statements instead of one query
            """)
    void aCheckThatCannotRunIsReported(String text, int line, String what) {
        CheckQuery query = CheckQuery.of(file(text.strip().replace('¶', '\n')), CheckedSide.STAGED, TARGETS);
        assertThat(query).isInstanceOf(CheckQuery.Broken.class);
        ModelProblem problem = ((CheckQuery.Broken) query).problems().get(0);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.what()).isEqualTo(what);
    }

    private static CheckQuery.Ready ready(String text, CheckedSide side) {
        CheckQuery query = CheckQuery.of(file(text), side, TARGETS);
        assertThat(query).isInstanceOf(CheckQuery.Ready.class);
        return (CheckQuery.Ready) query;
    }

    private static ModelFile file(String text) {
        return new ModelFile("c.sql", "checks/c.sql", text);
    }
}

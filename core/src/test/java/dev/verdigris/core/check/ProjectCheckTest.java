package dev.verdigris.core.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectCheckTest {

    private static final SchemaName SHOP = SchemaName.of("materialize", "shop");
    private static final TargetNames TARGETS = new TargetNames(
            Identifier.of("materialize"), new TreeMap<>(Map.of(SHOP, SHOP.withSuffix("_s"))), new TreeMap<>());

    @Test
    void aHeaderIsRead() {
        ProjectCheck check = read("""
                -- Revenue is never negative.
                --
                -- severity: warn
                -- When: both
                --tolerance:3 rows
                -- owner: data@example.com
                -- timeout: 1m30s
                -- description: refunds are booked
                --    as orders of their own
                SELECT id FROM shop.revenue WHERE amount < 0
                """);
        assertThat(check.severity()).isEqualTo(Severity.WARN);
        assertThat(check.when()).isEqualTo(When.BOTH);
        assertThat(check.tolerance()).isEqualTo(new Tolerance.Rows(3));
        assertThat(check.owner()).contains("data@example.com");
        assertThat(check.timeout()).contains(Duration.ofSeconds(90));
        assertThat(check.description()).contains("refunds are booked as orders of their own");
        assertThat(check.expects()).isEmpty();
    }

    /** Files that are older than headers keep their meaning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FROM shop.a",
                "-- note: this is for people\n-- see https://example.com\nSELECT 1 FROM shop.a",
                "-- Of all orders, none is free\nSELECT 1 FROM shop.a",
                "/* severity: warn */ SELECT 1 FROM shop.a",
                "SELECT 1 FROM shop.a\n-- severity: warn",
                "\uFEFF-- amount::numeric\r\nSELECT 1 FROM shop.a\r\n"
            })
    void aFileWithoutHeaderIsAnErrorOfTheStagedSide(String text) {
        ProjectCheck check = read(text);
        assertThat(check.severity()).isEqualTo(Severity.ERROR);
        assertThat(check.when()).isEqualTo(When.STAGED);
        assertThat(check.tolerance()).isEqualTo(Tolerance.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -- severty: warn                                      | 1 | there is no key severty (did you mean severity?); the keys are
            -- owner: a¶-- note: b                                | 2 | there is no key note
            -- severity: high                                     | 1 | the value of severity is high; it must be error or warn
            -- severity: warn¶-- severity: error                  | 2 | the key severity is written twice; the first is on line 1
            -- when: later                                        | 1 | the value of when is later; it must be staged or live or both
            -- tolerance: few                                     | 1 | the value of tolerance is few; it must be a number of rows
            -- tolerance: 20000 rows                              | 1 | the value of tolerance is 20000 rows; it must be a number of rows up to 10000
            -- tolerance: 5 %                                     | 1 | the tolerance of a query is a number of rows
            -- timeout: soon                                      | 1 | the value of timeout is soon; it must be a length of time
            -- timeout: 0s                                        | 1 | the value of timeout is 0s; it must be a length of time
            -- owner:                                             | 1 | the key owner has no value
            -- columns: id                                        | 1 | the key columns is for a template, and the file has no key check
            -- check: uniqe¶-- of: shop.a                         | 1 | there is no template uniqe (did you mean unique?); the templates are
            -- check: not_empty                                   | 1 | the template not_empty needs the key of
            -- check: unique¶-- of: shop.a                        | 1 | the template unique needs the key columns
            -- check: not_empty¶-- of: shop.a¶-- min: 1           | 3 | the template not_empty has no key min; its keys are of
            -- check: not_empty¶-- of: a                          | 2 | the value of of is a; it must be a name with its schema
            -- check: not_empty¶-- of: shop.a¶-- check: lag       | 3 | the file has a second check, and the first is on line 1
            -- check: row_count¶-- of: shop.a                     | 1 | the template row_count needs the key tolerance
            -- check: row_count¶-- of: shop.a¶-- tolerance: 1 row | 3 | the template row_count takes a tolerance in percent
            -- check: not_empty¶-- of: shop.a¶-- tolerance: 1 row | 3 | the template not_empty has no key tolerance
            -- check: range¶-- of: shop.a¶-- column: id           | 1 | the template range needs the key min or the key max
            -- check: range¶-- of: shop.a¶-- column: a, b¶-- min: 1 | 3 | the value of column is a, b; it must be the name of one column
            -- check: accepted_values¶-- of: shop.a¶-- column: a¶-- values: 1, null | 4 | the value of values is 1, null; it must be a list without NULL
            -- check: accepted_values¶-- of: shop.a¶-- column: a¶-- values: 'x | 4 | the value of values is 'x; it must be SQL
            -- check: each_row¶-- of: shop.a¶-- expression: a; b  | 3 | the value of expression is a; b; it must be SQL without a semicolon
            -- check: quantile¶-- of: shop.a¶-- column: a¶-- quantile: 99¶-- tolerance: 1 % | 4 | the value of quantile is 99; it must be a number between 0 and 1
            -- check: referential¶-- of: shop.a¶-- column: a¶-- references: shop.b | 4 | the value of references is shop.b; it must be a relation and its column
            -- check: schema_contract¶-- of: shop.a¶-- columns: a numeric(10, 2) | 3 | the value of columns is a numeric(10, 2); it must be names and types
            -- check: freshness¶-- of: shop.a¶-- column: a¶-- age: old | 4 | the value of age is old; it must be a length of time
            """)
    void aHeaderThatCannotBeUsedIsReportedWithItsLine(String text, int line, String what) {
        ProjectCheck.Reading reading = ProjectCheck.read(file(text.strip().replace('¶', '\n')), TARGETS);
        assertThat(reading).isInstanceOf(ProjectCheck.Broken.class);
        List<ModelProblem> problems = ((ProjectCheck.Broken) reading).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).line()).isEqualTo(line);
        assertThat(problems.get(0).what()).startsWith(what);
    }

    @Test
    void allProblemsOfAHeaderAreReported() {
        ProjectCheck.Reading reading =
                ProjectCheck.read(file("-- severity: high\n-- when: later\n-- foo: x\nSELECT 1"), TARGETS);
        assertThat(((ProjectCheck.Broken) reading).problems())
                .extracting(ModelProblem::line)
                .containsExactly(1, 2, 3);
    }

    private static ProjectCheck read(String text) {
        ProjectCheck.Reading reading = ProjectCheck.read(file(text), TARGETS);
        assertThat(reading).isInstanceOf(ProjectCheck.Read.class);
        return ((ProjectCheck.Read) reading).check();
    }

    private static ModelFile file(String text) {
        return new ModelFile("c.sql", "checks/c.sql", text);
    }
}

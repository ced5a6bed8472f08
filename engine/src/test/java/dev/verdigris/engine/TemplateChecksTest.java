package dev.verdigris.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each template on a staged side that is like the live one, and on one whose rows are multiplied, late, missing and of
 * other types. The names have all kinds of special characters.
 */
@ExtendWith(SandboxExtension.class)
class TemplateChecksTest extends WithChecks {

    private static final String KEY = "\"the.Key \"\"k\"\" 😀\"";

    /** The template and its keys, without the relation. */
    private static final Map<String, String> TEMPLATES = new TreeMap<>(Map.ofEntries(
            Map.entry("row_count", "-- tolerance: 10 %"),
            Map.entry("unique", "-- columns: " + KEY + ", state"),
            Map.entry("not_null", "-- columns: " + KEY + ", amount"),
            Map.entry("accepted_values", "-- column: state\n-- values: 'new', 'paid', 'it''s; late'"),
            Map.entry("range", "-- column: amount\n-- min: 0\n-- max: 10 * 100"),
            Map.entry("freshness", "-- column: seen\n-- age: 1h"),
            Map.entry("reconciliation", "-- aggregate: sum(amount)\n-- tolerance: 0.5 %"),
            Map.entry("quantile", "-- column: amount\n-- quantile: 0.99\n-- tolerance: 5 %"),
            Map.entry("referential", "-- column: " + KEY + "\n-- references: ORDERS (id)"),
            Map.entry(
                    "schema_contract", "-- columns: " + KEY + " int4, amount int,\n--   state text, seen timestamptz"),
            Map.entry("duplicate_rate", "-- columns: " + KEY + "\n-- tolerance: 5 %"),
            Map.entry("each_row", "-- expression: amount > 5\n--    AND state <> 'lost'")));

    @Test
    void eachTemplatePassesOnGoodDataAndFailsOnBadData(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            String good = view(world, "good");
            String bad = view(world, "bad");
            prepare(world, verdigris);
            TEMPLATES.forEach((template, keys) -> {
                String text = keys.replace("ORDERS", world.orders());
                writeText("good_" + template + ".sql", "-- check: " + template + "\n-- of: " + good + "\n" + text);
                writeText("bad_" + template + ".sql", "-- check: " + template + "\n-- of: " + bad + "\n" + text);
            });
            writeText("good_not_empty.sql", "-- check: not_empty\n-- of: " + good);
            writeText("bad_not_empty.sql", "-- check: not_empty\n-- of: " + view(world, "empty"));
            String table = world.raw().object(world.names().of("log")).sql();
            writeText("good_required.sql", contract(table, "amount int"));
            writeText("bad_required.sql", contract(table, "amount int not null"));
            writeText("good_lag.sql", "-- check: lag\n-- of: " + good + "\n-- age: 1h");
            writeText("bad_lag.sql", "-- check: lag\n-- of: " + view(world, "absent") + "\n-- age: 1h");
            Report report = verdigris.check(check());
            Map<String, CheckResult> results = results(report);
            assertThat(results).hasSize(30);
            results.forEach((name, result) -> {
                boolean passes = name.startsWith("good");
                assertThat(result.outcome())
                        .describedAs(name + " " + result)
                        .isEqualTo(passes ? CheckOutcome.PASSED : CheckOutcome.FAILED);
                assertThat(result.rows() > 0).describedAs(name + " " + result).isEqualTo(!passes);
            });
            assertThat(results.get("bad_row_count.sql").columns()).containsExactly("staged", "live", "limit");
            assertThat(results.get("bad_row_count.sql").samples())
                    .containsExactly(List.of(Optional.of("8"), Optional.of("3"), Optional.of("10 %")));
        }
    }

    private static String contract(String table, String amount) {
        return "-- check: schema_contract\n-- of: " + table + "\n-- columns: id int not null, " + amount
                + ", state text, seen timestamptz";
    }

    private static Map<String, CheckResult> results(Report report) {
        return report.steps().stream()
                .flatMap(step -> step.check().stream())
                .collect(Collectors.toMap(CheckResult::name, each -> each, (one, other) -> other, TreeMap::new));
    }

    private static String view(World world, String word) {
        return world.schema(0).object(world.names().of(word)).sql();
    }

    /** Live: all views are good. Staged: only one of them is. */
    private void prepare(World world, Verdigris verdigris) {
        String table = world.raw().object(world.names().of("log")).sql();
        world.sql("CREATE TABLE " + table + " (id int NOT NULL, amount int, state text, seen timestamptz)");
        world.sql("INSERT INTO " + table + " VALUES (1, 10, 'new', now()), (2, 20, 'paid', now()), (3, 30, 'paid',"
                + " now())");
        String rows = "SELECT id AS " + KEY + ", amount, state, seen FROM " + table;
        String late = "SELECT id AS " + KEY + ", amount::bigint * 100000 AS amount, 'lost' AS state,"
                + " seen - INTERVAL '2 days' AS seen FROM " + table;
        String strange = "SELECT 99 AS " + KEY + ", NULL::bigint AS amount, 'lost' AS state, NULL::timestamptz AS seen";
        for (String word : List.of("good", "bad", "empty")) {
            world.sql(definition(world, word, rows));
        }
        world.writeModels(2);
        world.write(0, world.names().of("good"), definition(world, "good", rows));
        world.write(
                0,
                world.names().of("bad"),
                definition(
                        world, "bad", late + " UNION ALL " + late + " UNION ALL " + strange + " UNION ALL " + strange));
        world.write(0, world.names().of("empty"), definition(world, "empty", rows + " WHERE false"));
        verdigris.init(InitRequest.DEFAULT).orThrow();
        verdigris.build(BuildRequest.of(world.models())).orThrow();
    }

    private static String definition(World world, String word, String query) {
        return "CREATE MATERIALIZED VIEW " + view(world, word) + " IN CLUSTER "
                + world.cluster(0).sql() + " AS " + query;
    }

    @Test
    void aListWithNullAndALimitThatIsNullHideNothing(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            String of = "\n-- of: " + world.view(0) + "\n-- column: amount\n";
            String amounts = "SELECT amount FROM " + world.view(0);
            writeText(
                    "a.sql", "-- check: accepted_values" + of + "-- values: " + amounts + " UNION SELECT NULLIF(1, 1)");
            writeText("b.sql", "-- check: accepted_values" + of + "-- values: SELECT -1 UNION SELECT NULLIF(1, 1)");
            writeText("c.sql", "-- check: range" + of + "-- min: 0\n-- max: NULLIF(1, 1)");
            writeText("d.sql", "-- check: range" + of + "-- min: 0");
            Map<String, CheckResult> results = results(verdigris.check(check()));
            assertThat(results.values().stream().map(CheckResult::outcome))
                    .containsExactly(
                            CheckOutcome.PASSED, CheckOutcome.FAILED, CheckOutcome.FAILED, CheckOutcome.PASSED);
            assertThat(results.get("b.sql").rows())
                    .isPositive()
                    .isEqualTo(results.get("c.sql").rows());
        }
    }

    @Test
    void aComparisonWithoutAnOtherSideIsNotApplicable(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            String added = view(world, "added");
            world.write(0, world.names().of("added"), definition(world, "added", "SELECT id FROM " + world.orders()));
            verdigris.init(InitRequest.DEFAULT).orThrow();
            verdigris.build(BuildRequest.of(world.models())).orThrow();
            writeText("rows.sql", "-- check: row_count\n-- of: " + added + "\n-- tolerance: 1 %");
            Report report = verdigris.check(check()).orThrow();
            assertThat(results(report).get("rows.sql").outcome()).isEqualTo(CheckOutcome.NOT_APPLICABLE);
            assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("compares nothing"));
        }
    }

    @Test
    void aWarningAndATolerancePassAndAreRecorded(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            String rows = "SELECT id FROM " + world.view(0) + " WHERE amount > 10";
            writeText("warns.sql", "-- severity: warn\n-- owner: data@example.com\n" + rows);
            writeText("tolerates.sql", "-- tolerance: 2 rows\n-- timeout: 30s\n" + rows);
            Report report = verdigris.check(check()).orThrow();
            assertThat(results(report).get("warns.sql").outcome()).isEqualTo(CheckOutcome.WARNED);
            assertThat(results(report).get("warns.sql").owner()).contains("data@example.com");
            assertThat(results(report).get("tolerates.sql").outcome()).isEqualTo(CheckOutcome.PASSED);
            assertThat(results(report).get("tolerates.sql").rows()).isEqualTo(2);
            assertThat(results(report).get("tolerates.sql").took()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(report.warnings()).hasSize(1);
            assertThat(recorded(report)).hasValueSatisfying(checked -> {
                assertThat(checked.passed()).isTrue();
                assertThat(checked.warned()).isEqualTo(1);
            });
            assertThat(verdigris.status().notes()).contains("All checks have passed on this build. 1 check warns.");
            verdigris.promote(promote()).orThrow();
        }
    }
}

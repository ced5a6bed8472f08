package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.verdigris.core.environment.Environment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ModelQuestionTest {

    private static final TargetNames TARGETS = Environment.builder("prod")
            .schemas("core", "marts", "odd \"name")
            .clusters("c")
            .build()
            .targetNames();

    private static List<ModelQuestion> questions(String... pathsAndTexts) {
        List<ModelFile> files = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(ModelFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
        }
        assertThat(ModelProject.of(files, TARGETS)).isInstanceOf(ModelResult.Resolved.class);
        return ModelProject.questions(files, TARGETS);
    }

    private static ModelQuestion last(String... pathsAndTexts) {
        List<ModelQuestion> all = questions(pathsAndTexts);
        return all.get(all.size() - 1);
    }

    private static final String ORDERS = "CREATE VIEW orders AS SELECT 1 AS id";

    @Test
    void aModelWithoutInputsIsItsOwnQuery() {
        ModelQuestion only = last("core/orders.sql", ORDERS);
        assertThat(only.sql())
                .isEqualTo(
                        "EXPLAIN RAW PLAN FOR WITH \"model 1\" (\"id\") AS (SELECT 1 AS id) SELECT * FROM \"model 1\"");
        assertThat(only.obstacle()).isEmpty();
    }

    @Test
    void whatIsReadComesFirstAndKeepsItsName() {
        ModelQuestion totals = last(
                "core/orders.sql",
                ORDERS,
                "marts/totals.sql",
                "CREATE MATERIALIZED VIEW totals (n) IN CLUSTER c AS\n"
                        + "SELECT count(core.orders.id) + max(materialize.core.orders.id) FROM core.orders");
        assertThat(totals.sql())
                .isEqualTo("EXPLAIN RAW PLAN FOR WITH \"model 1\" (\"id\") AS (SELECT 1 AS id), "
                        + "\"model 2\" (\"n\") AS (SELECT count(\"orders\".id) + max(\"orders\".id)"
                        + " FROM \"model 1\" AS \"orders\") SELECT * FROM \"model 2\"");
    }

    @Test
    void anAliasStaysAndATableCommandGetsNone() {
        ModelQuestion all = last(
                "core/orders.sql",
                ORDERS,
                "marts/x.sql",
                "CREATE VIEW x AS SELECT o.* FROM core.orders o JOIN core.orders AS p ON true"
                        + " WHERE o.id IN (TABLE core.orders)");
        assertThat(all.sql())
                .contains("FROM \"model 1\" o JOIN \"model 1\" AS p ON true WHERE o.id IN (TABLE \"model 1\"))");
    }

    @Test
    void aCommonTableExpressionOfTheSameNameIsNotTheModel() {
        ModelQuestion x = last(
                "core/orders.sql",
                ORDERS,
                "core/x.sql",
                "CREATE VIEW x AS WITH orders AS (SELECT * FROM core.orders) SELECT id FROM orders");
        assertThat(x.sql()).contains("WITH orders AS (SELECT * FROM \"model 1\" AS \"orders\") SELECT id FROM orders)");
    }

    @Test
    void eachInputIsThereOnceAndInReadingOrder() {
        ModelQuestion d = last(
                "core/a.sql", "CREATE VIEW a AS SELECT 1 AS x",
                "core/b.sql", "CREATE VIEW b AS SELECT x FROM a",
                "core/c.sql", "CREATE VIEW c AS SELECT x FROM a",
                "core/d.sql", "CREATE VIEW d AS SELECT b.x FROM c, b, a");
        assertThat(d.sql().split(" AS \\(", -1)).hasSize(5);
        assertThat(d.sql().indexOf("\"model 1\" (\"x\") AS (SELECT 1")).isPositive();
        assertThat(d.reads()).hasSize(3);
    }

    @Test
    void namesOutsideGetTheirDatabaseAndThoseOfTheSystemStay() {
        ModelQuestion x = last(
                "core/x.sql",
                "CREATE VIEW x AS SELECT e.a::types.money FROM ext.events e, mz_views, mz_internal.mz_sessions");
        assertThat(x.sql())
                .contains("SELECT e.a::\"materialize\".\"types\".\"money\" FROM \"materialize\".\"ext\".\"events\" e,"
                        + " mz_views, mz_internal.mz_sessions");
    }

    @Test
    void namesOfFilesNeverMeetThoseOfTheQuestion() {
        ModelQuestion x = last("core/x.sql", "CREATE VIEW x AS SELECT 1 AS \"model 1\"");
        assertThat(x.sql()).startsWith("EXPLAIN RAW PLAN FOR WITH \"model model 1\" (\"model 1\") AS");
    }

    @Test
    void twoRelationsOfOneNameAreAnObstacle() {
        ModelQuestion x = last(
                "core/orders.sql", ORDERS,
                "marts/orders.sql", ORDERS,
                "marts/x.sql", "CREATE VIEW x AS SELECT 1 AS one FROM core.orders, marts.orders");
        assertThat(x.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("same name"));
    }

    @Test
    void tooMuchTextIsAnObstacle() {
        String long1 = "CREATE VIEW l AS SELECT '" + "x".repeat(900_000) + "' AS a";
        assertThat(last("core/l.sql", long1).obstacle()).isPresent();
    }

    @Test
    void thePositionOfAnErrorIsThatInTheFile() {
        String text = "-- 🐢 first\nCREATE VIEW x AS\n  SELECT '🐢', o.nope\n  FROM core.orders o";
        ModelQuestion x = last("core/orders.sql", ORDERS, "marts/x.sql", text);
        int offset = x.sql().indexOf("nope");
        int position = x.sql().codePointCount(0, offset) + 1;
        ModelProblem there = x.at(OptionalInt.of(position), Optional.empty(), "wrong");
        assertThat(there.toString()).startsWith("marts/x.sql:3:17: wrong");
        int end = x.sql().codePointCount(0, x.sql().indexOf(" o) SELECT")) + 2;
        assertThat(x.at(OptionalInt.of(end), Optional.empty(), "wrong").toString())
                .startsWith("marts/x.sql:4:20:");
    }

    @Test
    void withoutPositionTheNameIsLookedFor() {
        ModelQuestion x =
                last("core/orders.sql", ORDERS, "marts/x.sql", "CREATE VIEW x AS\nSELECT o.nope\nFROM core.orders o");
        assertThat(x.at(OptionalInt.empty(), Optional.of("o.nope"), "wrong").toString())
                .startsWith("marts/x.sql:2:10:");
        assertThat(x.at(OptionalInt.empty(), Optional.of("elsewhere"), "wrong").toString())
                .startsWith("marts/x.sql:1:13:");
        assertThat(x.at(OptionalInt.of(3), Optional.empty(), "wrong").toString())
                .as("before the query of the model")
                .startsWith("marts/x.sql:1:13:");
    }
}

package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Queries on the staged side: the environment has {@code core} and {@code marts}, and not {@code raw}. */
class RewriteTest {

    private static final SchemaName CORE = SchemaName.of("materialize", "core");
    private static final SchemaName MARTS = SchemaName.of("materialize", "marts");
    private static final TargetNames TARGETS = new TargetNames(
            Identifier.of("materialize"),
            new TreeMap<>(Map.of(CORE, CORE.withSuffix("_s"), MARTS, MARTS.withSuffix("_s"))),
            new TreeMap<>(Map.of(Identifier.of("prod"), Identifier.of("prod_s"))));

    private static final String A = "\"materialize\".\"core_s\".\"a\"";
    private static final String B = "\"materialize\".\"marts_s\".\"b\"";

    static List<Arguments> queries() {
        return List.of(
                same("SELECT 1"),
                same("VALUES (1, 'core.a')"),
                same("SELECT * FROM raw.bids"),
                same("SELECT raw.bids.id, raw.bids.* FROM raw.bids"),
                same("SELECT * FROM mz_tables, mz_catalog.mz_views, pg_catalog.pg_class"),
                same("SELECT 'core.a'::regclass, core.x FROM raw.core"),
                to("SELECT * FROM a", "SELECT * FROM §A"),
                to("SELECT * FROM core.a", "SELECT * FROM §A"),
                to("SELECT * FROM materialize.core.a", "SELECT * FROM §A"),
                to("SELECT * FROM \"core\" . /* so */ \"a\"", "SELECT * FROM §A"),
                to("SELECT * FROM CORE.A", "SELECT * FROM §A"),
                to("SELECT * FROM a AS a2, marts.b b2", "SELECT * FROM §A AS a2, §B b2"),
                to("TABLE a", "TABLE §A"),
                to("SELECT a.id, a.* FROM a", "SELECT a.id, a.* FROM §A"),
                to("SELECT a FROM a", "SELECT a FROM §A"),
                to("SELECT core.a.id FROM core.a", "SELECT §A.id FROM §A"),
                to("SELECT core.a.id FROM a", "SELECT §A.id FROM §A"),
                to("SELECT materialize.core.a.id FROM a", "SELECT §A.id FROM §A"),
                to("SELECT core.a.* FROM a", "SELECT §A.* FROM §A"),
                to(
                        "SELECT (SELECT max(x) FROM raw.t WHERE t.x = core.a.x) FROM a",
                        "SELECT (SELECT max(x) FROM raw.t WHERE t.x = §A.x) FROM §A"),
                to(
                        "SELECT core.a.x FROM core.a JOIN marts.b ON core.a.id = marts.b.id",
                        "SELECT §A.x FROM §A JOIN §B ON §A.id = §B.id"),
                to(
                        "SELECT * FROM a LEFT JOIN marts.b USING (id), raw.c NATURAL JOIN a a2",
                        "SELECT * FROM §A LEFT JOIN §B USING (id), raw.c NATURAL JOIN §A a2"),
                to("SELECT * FROM (a JOIN marts.b ON true)", "SELECT * FROM (§A JOIN §B ON true)"),
                to(
                        "SELECT * FROM ((a JOIN marts.b ON true) JOIN raw.c ON true) x",
                        "SELECT * FROM ((§A JOIN §B ON true) JOIN raw.c ON true) x"),
                to(
                        "SELECT * FROM ((SELECT * FROM a) AS x JOIN marts.b ON true)",
                        "SELECT * FROM ((SELECT * FROM §A) AS x JOIN §B ON true)"),
                to(
                        "SELECT * FROM ((SELECT id FROM a) UNION (SELECT id FROM marts.b)) u",
                        "SELECT * FROM ((SELECT id FROM §A) UNION (SELECT id FROM §B)) u"),
                to("SELECT * FROM ((SELECT * FROM a))", "SELECT * FROM ((SELECT * FROM §A))"),
                to(
                        "SELECT 1 FROM a UNION ALL SELECT 2 FROM marts.b EXCEPT TABLE raw.c ORDER BY 1",
                        "SELECT 1 FROM §A UNION ALL SELECT 2 FROM §B EXCEPT TABLE raw.c ORDER BY 1"),
                to("(SELECT * FROM a) LIMIT 1", "(SELECT * FROM §A) LIMIT 1"),
                to("SELECT * FROM (TABLE a) x", "SELECT * FROM (TABLE §A) x"),
                to("SELECT * FROM (VALUES (1)) v(a), a", "SELECT * FROM (VALUES (1)) v(a), §A"),
                to(
                        "SELECT x IN (SELECT id FROM a), EXISTS (TABLE a), ARRAY(SELECT id FROM a) FROM raw.t",
                        "SELECT x IN (SELECT id FROM §A), EXISTS (TABLE §A), ARRAY(SELECT id FROM §A) FROM raw.t"),
                to("SELECT ((SELECT max(id) FROM a) + 1)", "SELECT ((SELECT max(id) FROM §A) + 1)"),
                to("SELECT 1 WHERE 1 = ANY (((SELECT id FROM a)))", "SELECT 1 WHERE 1 = ANY (((SELECT id FROM §A)))"),
                to(
                        "SELECT extract(year FROM x), trim(both 'a' from a.y) FROM a",
                        "SELECT extract(year FROM x), trim(both 'a' from a.y) FROM §A"),
                to(
                        "SELECT x IS DISTINCT FROM a, x IS NOT DISTINCT FROM a FROM a",
                        "SELECT x IS DISTINCT FROM a, x IS NOT DISTINCT FROM a FROM §A"),
                to("SELECT DISTINCT ON (core.a.id) id FROM a", "SELECT DISTINCT ON (§A.id) id FROM §A"),
                to("SELECT x AS from, y.from FROM a y", "SELECT x AS from, y.from FROM §A y"),
                to(
                        "SELECT sum(x) OVER (PARTITION BY core.a.g ORDER BY a.x) FROM a",
                        "SELECT sum(x) OVER (PARTITION BY §A.g ORDER BY a.x) FROM §A"),
                to(
                        "SELECT left(a.x, 1) FROM a JOIN raw.t ON left(a.x, 1) = t.y LEFT JOIN marts.b ON left = 1",
                        "SELECT left(a.x, 1) FROM §A JOIN raw.t ON left(a.x, 1) = t.y LEFT JOIN §B ON left = 1"),
                to(
                        "SELECT * FROM a, LATERAL (SELECT * FROM marts.b WHERE b.id = core.a.id) l",
                        "SELECT * FROM §A, LATERAL (SELECT * FROM §B WHERE b.id = §A.id) l"),
                to(
                        "SELECT * FROM a, generate_series(1, core.a.n) WITH ORDINALITY AS g(n, o)",
                        "SELECT * FROM §A, generate_series(1, §A.n) WITH ORDINALITY AS g(n, o)"),
                to(
                        "SELECT * FROM ROWS FROM (f(1), pg_catalog.g(2)) AS a (x, y), marts.b",
                        "SELECT * FROM ROWS FROM (f(1), pg_catalog.g(2)) AS a (x, y), §B"),
                to("SELECT (a.r).core.b.c FROM a", "SELECT (a.r).core.b.c FROM §A"),
                to("SELECT (core.a.r).f FROM a", "SELECT (§A.r).f FROM §A"),
                to(
                        "SELECT CASE WHEN core.a.x THEN 1 END, map['k' => core.a.x], l[core.a.x:2] FROM a",
                        "SELECT CASE WHEN §A.x THEN 1 END, map['k' => §A.x], l[§A.x:2] FROM §A"),
                to(
                        "SELECT x::raw.money, CAST(x AS materialize.raw.money list), raw.money '1' FROM a",
                        "SELECT x::raw.money, CAST(x AS materialize.raw.money list), raw.money '1' FROM §A"),
                to(
                        "SELECT x FROM a OPTIONS (AGGREGATE INPUT GROUP SIZE = 10)",
                        "SELECT x FROM §A OPTIONS (AGGREGATE INPUT GROUP SIZE = 10)"),
                to(
                        "-- core.a\nSELECT /* core.a */ $$core.a$$, E'core.a\\'' FROM a -- core.a",
                        "-- core.a\nSELECT /* core.a */ $$core.a$$, E'core.a\\'' FROM §A"));
    }

    static List<Arguments> commonTables() {
        return List.of(
                to("WITH c AS (SELECT * FROM a) SELECT * FROM c", "WITH c AS (SELECT * FROM §A) SELECT * FROM c"),
                to(
                        "WITH a AS (SELECT * FROM a) SELECT * FROM a, core.a x",
                        "WITH a AS (SELECT * FROM §A) SELECT * FROM a, §A x"),
                to(
                        "WITH c AS (TABLE a), a AS (TABLE c) SELECT a.*, core.a.x FROM a, core.a",
                        "WITH c AS (TABLE §A), a AS (TABLE c) SELECT a.*, §A.x FROM a, §A"),
                to(
                        "WITH MUTUALLY RECURSIVE (RECURSION LIMIT 9) x (n int) AS (TABLE a), a (n int) AS (TABLE x) TABLE a",
                        "WITH MUTUALLY RECURSIVE (RECURSION LIMIT 9) x (n int) AS (TABLE a), a (n int) AS (TABLE x) TABLE a"),
                to(
                        "SELECT * FROM (WITH a AS (SELECT 1) TABLE a) x, a",
                        "SELECT * FROM (WITH a AS (SELECT 1) TABLE a) x, §A"),
                to(
                        "SELECT EXISTS (WITH q AS (SELECT core.a.x) TABLE q) FROM a",
                        "SELECT EXISTS (WITH q AS (SELECT §A.x) TABLE q) FROM §A"),
                to("WITH A AS (SELECT 1) SELECT * FROM \"a\"", "WITH A AS (SELECT 1) SELECT * FROM \"a\""),
                to("WITH \"A\" AS (SELECT 1) SELECT * FROM a", "WITH \"A\" AS (SELECT 1) SELECT * FROM §A"));
    }

    @ParameterizedTest
    @MethodSource({"queries", "commonTables"})
    void referencesAreRewrittenToTheStagedSide(String query, String expected) {
        List<BuildStatement> statements = resolved("CREATE VIEW v AS " + query);
        assertThat(statements.get(statements.size() - 1).sql())
                .isEqualTo("CREATE VIEW \"materialize\".\"core_s\".\"v\" AS " + expected);
    }

    static List<Arguments> statements() {
        return List.of(
                to("CREATE VIEW core.v (x, y) AS SELECT 1", "CREATE VIEW §V (x, y) AS SELECT 1"),
                to("CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE OR REPLACE VIEW §V AS SELECT 1"),
                to(
                        "CREATE MATERIALIZED VIEW v IN CLUSTER prod AS SELECT 1",
                        "CREATE MATERIALIZED VIEW §V IN CLUSTER \"prod_s\" AS SELECT 1"),
                to(
                        "CREATE MATERIALIZED VIEW v(x)AS SELECT 1",
                        "CREATE MATERIALIZED VIEW §V(x) IN CLUSTER \"prod_s\"AS SELECT 1"),
                to(
                        "create materialized view v with (assert not null x) as select 1 as x",
                        "create materialized view §V IN CLUSTER \"prod_s\" with (assert not null x) as select 1 as x"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void theCreatedObjectHasAFullName(String statement, String expected) {
        List<BuildStatement> statements = resolved(statement);
        assertThat(statements.get(statements.size() - 1).sql()).isEqualTo(expected);
    }

    static List<Arguments> companions() {
        return List.of(
                to("CREATE INDEX ON v (x)", "CREATE INDEX IN CLUSTER \"prod_s\" ON §V (x)"),
                to("CREATE INDEX i ON core.v (x)", "CREATE INDEX i IN CLUSTER \"prod_s\" ON §V (x)"),
                to("CREATE DEFAULT INDEX ON v", "CREATE DEFAULT INDEX IN CLUSTER \"prod_s\" ON §V"),
                to(
                        "CREATE INDEX i IN CLUSTER prod ON v USING arrangement (upper(core.v.x)) WITH (RETAIN HISTORY = FOR '1h')",
                        "CREATE INDEX i IN CLUSTER \"prod_s\" ON §V USING arrangement (upper(§V.x)) WITH (RETAIN HISTORY = FOR '1h')"),
                to("COMMENT ON VIEW v IS 'core.v'", "COMMENT ON VIEW §V IS 'core.v'"),
                to("COMMENT ON COLUMN v.x IS $$x$$", "COMMENT ON COLUMN §V.x IS $$x$$"),
                to("COMMENT ON COLUMN materialize.core.v.x IS NULL", "COMMENT ON COLUMN §V.x IS NULL"),
                to("GRANT SELECT ON v TO reader, writer", "GRANT SELECT ON §V TO reader, writer"),
                to("GRANT ALL PRIVILEGES ON TABLE core.v TO PUBLIC", "GRANT ALL PRIVILEGES ON TABLE §V TO PUBLIC"));
    }

    @ParameterizedTest
    @MethodSource("companions")
    void indexesCommentsAndGrantsAreForTheStagedCounterpart(String statement, String expected) {
        List<BuildStatement> statements = resolved("CREATE VIEW v AS SELECT 1 AS x;\n" + statement + ";");
        assertThat(statements).hasSize(2);
        assertThat(statements)
                .extracting(BuildStatement::sql)
                .contains(expected.replace("§V", "\"materialize\".\"core_s\".\"v\""));
    }

    @Test
    void aCommentOnAnIndexHasItsStagedName() {
        List<BuildStatement> statements = resolved(
                "CREATE VIEW v AS SELECT 1 AS x; CREATE INDEX \"I\" ON v (x); COMMENT ON INDEX \"I\" IS 'fast'");
        assertThat(statements)
                .extracting(BuildStatement::sql)
                .contains("COMMENT ON INDEX \"materialize\".\"core_s\".\"I\" IS 'fast'");
    }

    @Test
    void aFileOfAnotherDatabaseGetsItsDatabaseWritten() {
        SchemaName other = SchemaName.of("other", "core");
        TargetNames targets = new TargetNames(
                Identifier.of("materialize"), new TreeMap<>(Map.of(other, other.withSuffix("_s"))), new TreeMap<>());
        ModelResult result = ModelProject.of(
                List.of(ModelFile.of("other/core/v.sql", "CREATE VIEW v AS SELECT raw.t.x FROM raw.t")), targets);
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        assertThat(((ModelResult.Resolved) result).layers().get(0).get(0).sql())
                .isEqualTo("CREATE VIEW \"other\".\"core_s\".\"v\" AS SELECT raw.t.x FROM \"other\".\"raw\".\"t\"");
    }

    @Test
    void aSchemaOfTheSameNameInAnotherDatabaseDoesNotBlockTheSwap() {
        List<BuildStatement> statements = resolved("CREATE VIEW v AS SELECT core.t.x FROM other.core.t");
        assertThat(statements.get(statements.size() - 1).sql())
                .isEqualTo(
                        "CREATE VIEW \"materialize\".\"core_s\".\"v\" AS SELECT \"other\".\"core\".\"t\".x FROM other.core.t");
    }

    /** Statements of {@code core.v} in a project that also has {@code core.a} and {@code marts.b}. */
    private static List<BuildStatement> resolved(String text) {
        ModelResult result = ModelProject.of(
                List.of(
                        ModelFile.of("core/a.sql", "CREATE VIEW a AS SELECT 1"),
                        ModelFile.of("marts/b.sql", "CREATE VIEW b AS SELECT 1"),
                        ModelFile.of("core/v.sql", text)),
                TARGETS);
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        List<BuildStatement> own = new ArrayList<>();
        ((ModelResult.Resolved) result)
                .layers().stream()
                        .flatMap(List::stream)
                        .filter(statement -> statement.live().name().value().equals("v"))
                        .forEach(own::add);
        return own;
    }

    private static Arguments same(String text) {
        return Arguments.of(text, text);
    }

    private static Arguments to(String text, String expected) {
        return Arguments.of(
                text, expected.replace("§A", A).replace("§B", B).replace("§V", "\"materialize\".\"core_s\".\"v\""));
    }
}

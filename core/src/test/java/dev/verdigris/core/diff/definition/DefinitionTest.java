package dev.verdigris.core.diff.definition;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.core.environment.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is only written in another way is the same, and everything else is a difference. */
class DefinitionTest {

    private static final Environment SHOP = Environment.builder("prod")
            .schemas("shop")
            .clusters("compute")
            .suffix("_g")
            .build();

    private static List<Line> lines(String sql) {
        return ModelText.of(sql, WrittenNames.of(SHOP)).lines();
    }

    private static List<String> keys(String sql) {
        return lines(sql).stream().map(Line::key).toList();
    }

    private static String text(String sql) {
        return lines(sql).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** The left text is that of a file after its names were resolved; the right one is what the server stores. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create view "materialize"."shop_g"."v" as select a total from t -- a comment | CREATE VIEW "materialize"."shop"."v" AS SELECT "a" AS "total" FROM "t"
            CREATE VIEW v AS SELECT x FROM "materialize"."shop_g"."orders" o             | CREATE VIEW v AS SELECT "x" FROM [u7 AS "materialize"."shop"."orders"] AS "o"
            CREATE VIEW v AS SELECT x FROM raw.orders                                    | CREATE VIEW v AS SELECT "x" FROM [u7 AS "materialize"."raw"."orders" VERSION 2]
            CREATE VIEW v AS SELECT count(*) FROM t                                      | CREATE VIEW v AS SELECT "pg_catalog"."count"(*) FROM t
            CREATE VIEW v AS SELECT CAST(a + 1 AS integer) FROM t                        | CREATE VIEW v AS SELECT ("a" + 1)::[s20 AS "pg_catalog"."int4"] FROM t
            CREATE VIEW v AS SELECT CAST(a AS double precision), cast(f(x) as text)      | CREATE VIEW v AS SELECT "a"::[s21 AS "pg_catalog"."float8"], "f"("x")::"pg_catalog"."text"
            CREATE VIEW v AS SELECT a::timestamp with time zone, (b)::bigint             | CREATE VIEW v AS SELECT a::timestamptz, b::int8
            CREATE VIEW v AS SELECT a FROM t INNER JOIN u ON t.a != u.a                  | CREATE VIEW v AS SELECT a FROM t JOIN u ON t.a <> u.a
            CREATE VIEW v AS SELECT a FROM t LEFT OUTER JOIN u USING (a)                 | CREATE VIEW v AS SELECT a FROM t LEFT JOIN u USING (a)
            CREATE VIEW v AS SELECT extract(year FROM a), $$it's$$, E'a\\'b'             | CREATE VIEW v AS SELECT extract('year', a), 'it''s', 'a''b'
            CREATE MATERIALIZED VIEW v IN CLUSTER compute_g AS SELECT 1                  | CREATE MATERIALIZED VIEW v IN CLUSTER "compute" WITH (REFRESH = ON COMMIT) AS SELECT 1 AS OF 17960716
            CREATE MATERIALIZED VIEW v WITH (ASSERT NOT NULL a) AS SELECT a              | CREATE MATERIALIZED VIEW v WITH (ASSERT NOT NULL = "a", REFRESH = ON COMMIT) AS SELECT a
            CREATE VIEW v AS WITH MUTUALLY RECURSIVE r (a int, b bigint) AS (SELECT 1) SELECT a FROM r | CREATE VIEW v AS WITH MUTUALLY RECURSIVE "r" ("a" [s2 AS "pg_catalog"."int4"], "b" "pg_catalog"."int8") AS (SELECT 1) SELECT "a" FROM "r"
            CREATE VIEW v AS SELECT a FROM t OPTIONS (AGGREGATE INPUT GROUP SIZE 3)      | CREATE VIEW v AS SELECT a FROM t OPTIONS (AGGREGATE INPUT GROUP SIZE = 3)
            CREATE VIEW v AS SELECT date '2026-01-02', interval '1 day', timestamp '2026-01-02' FROM date | CREATE VIEW v AS SELECT '2026-01-02'::"pg_catalog"."date", INTERVAL '1 day', '2026-01-02'::timestamp FROM "date"
            CREATE VIEW v AS SELECT year, first, "Größe", größe                          | CREATE VIEW v AS SELECT "year", "first", "Größe", "größe"
            CREATE VIEW v AS SELECT CAST(CAST(a AS numeric(10, 2)) AS text), (b::int[])::text, (c::interval)::text, (d::timestamp with time zone)::date | CREATE VIEW v AS SELECT a::numeric(10, 2)::text, b::int4[]::text, c::interval::text, d::timestamptz::date
            CREATE VIEW v AS SELECT a::json, (f(x)::map[text=>int])::text, (c::int list)::text | CREATE VIEW v AS SELECT a::"pg_catalog"."jsonb", f(x)::map[text=>int]::text, c::int list::text
            CREATE VIEW v AS SELECT current_user, "true", id, end, a show, b AS options, c AS values, values FROM t | CREATE VIEW v AS SELECT "current_user", "true", "id", "end", "a" AS "show", "b" AS "options", "c" AS "values", "values" FROM "t"
            CREATE VIEW v AS SELECT t."options", t."offset", "options", name FROM t      | CREATE VIEW v AS SELECT "t"."options", "t"."offset", "options", "name" FROM "t"
            CREATE VIEW v AS SELECT interval '1' year, interval '1' day to second a      | CREATE VIEW v AS SELECT INTERVAL '1' YEAR, INTERVAL '1' DAY TO SECOND AS "a"
            CREATE VIEW v AS SELECT E'tab\\there', e'it\\'s'                             | CREATE VIEW v AS SELECT 'tab	here', 'it''s'
            CREATE VIEW v AS SELECT a AT TIME ZONE 'UTC', now() - t.b::timestamp at time zone z, (c + d) at time zone f(z) | CREATE VIEW v AS SELECT "pg_catalog"."timezone"('UTC', "a"), now() - timezone(z, t.b::timestamp), timezone(f(z), (c + d))
            CREATE VIEW v AS SELECT a at time zone 'UTC' at time zone 'CET' at FROM t WHERE not a at time zone z > b | CREATE VIEW v AS SELECT timezone('CET', timezone('UTC', a)) AS "at" FROM t WHERE NOT timezone(z, a) > b
            CREATE VIEW v AS SELECT CAST(a AT TIME ZONE 'UTC' AS date), (b at time zone z)::date | CREATE VIEW v AS SELECT timezone('UTC', a)::date, (timezone(z, b))::date
            CREATE VIEW v AS SELECT position('a' - b IN c), position(trim(a) in f(b in (c))) | CREATE VIEW v AS SELECT "pg_catalog"."position"('a' - b, c), position(btrim(a), f(b IN (c)))
            CREATE VIEW v AS SELECT trim(a), trim(both from a), trim('x' from a - b), trim(leading 'x' from a), trim(trailing a) | CREATE VIEW v AS SELECT btrim(a), "btrim"(a), btrim(a - b, 'x'), ltrim(a, 'x'), rtrim(a)
            CREATE VIEW v AS SELECT substring(a from 2), substring(a from b + 1 for 3), substring(a for 3), substring(a, 2) | CREATE VIEW v AS SELECT substring(a, 2), substring(a, b + 1, 3), substring(a, 1, 3), substring(a, 2)
            COMMENT ON COLUMN "materialize"."shop_g"."v".a IS 'x'                        | COMMENT ON COLUMN "materialize"."shop"."v"."a" IS 'x'
            """)
    void theSameStatementIsTheSame(String file, String stored) {
        assertThat(keys(stored)).isEqualTo(keys(file));
        assertThat(TextDiff.of(lines(stored), lines(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT a FROM t            | SELECT b FROM t
            SELECT a FROM t            | SELECT a FROM s.t
            SELECT "A" FROM t          | SELECT a FROM t
            SELECT a::int FROM t       | SELECT a::bigint FROM t
            SELECT a AS b FROM t       | SELECT a FROM t
            SELECT a, b FROM t         | SELECT a b FROM t
            SELECT 'a' FROM t          | SELECT 'A' FROM t
            SELECT 1.0 FROM t          | SELECT 1 FROM t
            SELECT a FROM t JOIN u     | SELECT a FROM t LEFT JOIN u
            SELECT (a + b) * c         | SELECT a + b * c
            SELECT a WHERE b > 1       | SELECT a WHERE b >= 1
            SELECT a UNION SELECT b    | SELECT a UNION ALL SELECT b
            SELECT DISTINCT a          | SELECT a
            SELECT a."b.c"             | SELECT a.b.c
            SELECT (a::int + b)::text  | SELECT a::int + b::text
            SELECT (x::numeric / 3)::numeric(10,2) | SELECT x::numeric / 3::numeric(10,2)
            SELECT (f(x)::int8 * y)::int | SELECT f(x)::int8 * y::int
            SELECT CAST(a::int - 1 AS text) | SELECT a::int - 1::text
            SELECT (a::timestamp at time zone z)::date | SELECT a::timestamp at time zone z::date
            SELECT (a::bool and b)::text | SELECT a::bool and b::text
            SELECT (a::int)::text      | SELECT (a::int4)::varchar
            SELECT -(1)::uint2         | SELECT -1::uint2
            SELECT "true" FROM t       | SELECT true FROM t
            SELECT "null" FROM t       | SELECT NULL FROM t
            SELECT "not" a FROM t      | SELECT not a FROM t
            SELECT "distinct" a FROM t | SELECT distinct a FROM t
            SELECT a "isnull" FROM t   | SELECT a isnull FROM t
            SELECT a::int "list"       | SELECT a::int list
            SELECT a::double "precision" | SELECT a::double precision
            SELECT "list"[1] FROM t    | SELECT list[1] FROM t
            SELECT 1 FROM t "left" JOIN u ON x | SELECT 1 FROM t left JOIN u ON x
            SELECT 1 FROM "lateral" f (x) | SELECT 1 FROM lateral f (x)
            SELECT a::"json" FROM t    | SELECT a::json FROM t
            SELECT a::"json" FROM t    | SELECT a::jsonb FROM t
            SELECT a::"string" FROM t  | SELECT a::text FROM t
            SELECT interval '1' "year" | SELECT interval '1' year
            SELECT interval '1' AS year | SELECT interval '1' year
            SELECT -a at time zone z   | SELECT -timezone(z, a)
            SELECT a + b at time zone z | SELECT timezone(z, a + b)
            SELECT (a + b) at time zone z | SELECT a + b at time zone z
            SELECT a at time zone y at time zone z | SELECT a at time zone z at time zone y
            SELECT a at time zone y::text | SELECT (a at time zone y)::text
            SELECT a at time zone y + b | SELECT a at time zone (y + b)
            SELECT a[1] at time zone z | SELECT a[timezone(z, 1)]
            SELECT position(a in b)    | SELECT position(b in a)
            SELECT trim(a from b)      | SELECT trim(b from a)
            SELECT trim(leading a)     | SELECT trim(a)
            SELECT trim(both from a)   | SELECT trim("both" from a)
            SELECT substring(a from 2) | SELECT substring(a for 2)
            SELECT substring(a from 2 for 3) | SELECT substring(a from 3 for 2)
            SELECT E'\\u0041'          | SELECT 'u0041'
            SELECT E'\\x41'            | SELECT 'x41'
            SELECT E'\\101'            | SELECT '101'
            SELECT E'\\\\u0041'        | SELECT E'\\u0041'
            SELECT E'a\\\\b\\x41'      | SELECT E'a\\\\bx41'
            WITH r AS (SELECT 1) SELECT a FROM mz_catalog.r | WITH r AS (SELECT 1) SELECT a FROM r
            WITH r (a) AS (SELECT 1) SELECT a FROM u, mz_catalog.r | WITH r (a) AS (SELECT 1) SELECT a FROM u, r
            WITH MUTUALLY RECURSIVE (RECURSION LIMIT 3) u (a int) AS (SELECT 1), r (a int) AS (SELECT 1) SELECT a FROM u JOIN pg_catalog.r | WITH MUTUALLY RECURSIVE (RECURSION LIMIT 3) u (a int) AS (SELECT 1), r (a int) AS (SELECT 1) SELECT a FROM u JOIN r
            """)
    void everythingElseIsADifference(String one, String other) {
        String before = "CREATE VIEW v AS " + one;
        String after = "CREATE VIEW v AS " + other;
        assertThat(TextDiff.of(lines(before), lines(after))).isNotEmpty();
        assertThat(keys(before)).isNotEqualTo(keys(after));
    }

    @Test
    void aDefinitionHasALineForEachPart() {
        assertThat(text("create materialized view shop.results in cluster compute as with w as (select id, max(b) top"
                        + " from bids where b between 1 and 9 and ok group by id) select a.id, case when x and y then"
                        + " -1 else f(a - 1, array[1,2]) end as sign from a join w on w.id = a.id and w.top > 0 left"
                        + " join c using (id) where a.day is distinct from b.day or not (a.c = 1) order by a.id desc"
                        + " limit 3; create index on shop.results (id, f(x))"))
                .isEqualTo("""
                        CREATE MATERIALIZED VIEW shop.results IN CLUSTER compute AS
                        WITH w AS (
                            SELECT
                                id,
                                max(b) top
                            FROM bids
                            WHERE b BETWEEN 1 AND 9
                                AND ok
                            GROUP BY id
                        )
                        SELECT
                            a.id,
                            CASE WHEN x AND y THEN -1 ELSE f(a - 1, ARRAY[1, 2]) END AS sign
                        FROM a
                        JOIN w ON w.id = a.id
                            AND w.top > 0
                        LEFT JOIN c USING (id)
                        WHERE a.day IS DISTINCT FROM b.day
                            OR NOT (a.c = 1)
                        ORDER BY a.id DESC
                        LIMIT 3;
                        CREATE INDEX ON shop.results (id, f(x));""");
    }

    /** The lines of a plan are read again, so they mean what the statement has meant. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE VIEW "materialize"."shop"."a.b" AS SELECT "order", "x y", "q""r" FROM [u1 AS "materialize"."raw"."select"]
            CREATE VIEW v AS SELECT E'two\\nlines\\\\', 'it''s', x'00', 1e5, -a, $1 FROM s."T" t WHERE a = ANY (ARRAY[1, 2])
            CREATE VIEW v AS SELECT -a at time zone z, b at time zone 'UTC', trim(both a), substring(a for 3), position(a in b) FROM t
            CREATE VIEW v AS SELECT "true", a "isnull", interval '1' "year", interval '1' AS year, interval '1' year, "list"[1] FROM t "left"
            CREATE VIEW v AS SELECT (a::int + b)::text, a::"json", E'\\u0041\\n', -(1)::int, x AS "values", end FROM t
            CREATE VIEW v AS SELECT a FROM (VALUES (1, 2), (3, 4)) AS t (a, b) CROSS JOIN LATERAL (SELECT t.a) u
            """)
    void theLinesMeanWhatTheStatementMeans(String sql) {
        assertThat(keys(text(sql))).isEqualTo(keys(sql));
        assertThat(text(text(sql))).isEqualTo(text(sql));
    }

    @Test
    void aQueryInAColumnIsIndentedFromItsLine() {
        assertThat(text(
                        "create view v as select a, coalesce((select max(b) from (select b from u) x), 1) as c from t where"
                                + " exists (select 1 from w)"))
                .isEqualTo("""
                        CREATE VIEW v AS
                        SELECT
                            a,
                            coalesce((
                                SELECT
                                    max(b)
                                FROM (
                                    SELECT
                                        b
                                    FROM u
                                ) x
                            ), 1) AS c
                        FROM t
                        WHERE EXISTS (
                            SELECT
                                1
                            FROM w
                        );""");
    }

    @Test
    void aDifferenceHasTheLinesAroundIt() {
        String before = "CREATE VIEW v AS SELECT a, b, c, d, e, f, g, h, i FROM t";
        String after = "CREATE VIEW v AS SELECT a, b, c, d2, e, f, g, h, i FROM t WHERE x";
        assertThat(String.join("\n", TextDiff.of(lines(before), lines(after)))).isEqualTo("""
                        @@ -3,10 +3,11 @@
                             a,
                             b,
                             c,
                        -    d,
                        +    d2,
                             e,
                             f,
                             g,
                             h,
                             i
                         FROM t
                        +WHERE x;""");
    }

    @Test
    void onlyWhatAFileSaysOfCommentsGrantsAndNamesCounts() {
        ModelText file = ModelText.of(
                "CREATE VIEW shop.v AS SELECT a; CREATE INDEX IN CLUSTER compute ON shop.v (a);"
                        + " CREATE DEFAULT INDEX IN CLUSTER compute ON shop.v; COMMENT ON VIEW shop.v IS 'x';"
                        + " GRANT SELECT ON TABLE shop.v TO reader",
                WrittenNames.of(SHOP));
        ModelText live = ModelText.of(
                "CREATE VIEW shop.v AS SELECT a; CREATE INDEX v_a_idx IN CLUSTER compute ON shop.v (a);"
                        + " CREATE INDEX v_primary_idx IN CLUSTER compute ON shop.v (a, b);"
                        + " CREATE INDEX more IN CLUSTER compute ON shop.v (b); COMMENT ON VIEW shop.v IS 'y';"
                        + " COMMENT ON COLUMN shop.v.a IS 'z'; GRANT SELECT ON TABLE shop.v TO other",
                WrittenNames.of(SHOP));
        assertThat(String.join("\n", TextDiff.of(live.asIn(file).lines(), file.lines())))
                .isEqualTo("""
                        @@ -3,5 +3,5 @@
                             a;
                         CREATE DEFAULT INDEX IN CLUSTER compute ON shop.v;
                         CREATE INDEX IN CLUSTER compute ON shop.v (a);
                        -CREATE INDEX more IN CLUSTER compute ON shop.v (b);
                        -COMMENT ON VIEW shop.v IS 'y';
                        +COMMENT ON VIEW shop.v IS 'x';
                        +GRANT SELECT ON shop.v TO reader;""");
    }

    @Test
    void theLinesOfAPlanAreReadAsTheyWereWritten() {
        ModelText text = ModelText.of(
                "CREATE VIEW shop.v AS SELECT a FROM t; CREATE INDEX i ON shop.v (a)", WrittenNames.of(SHOP));
        String written = text.lines().stream().map(Line::text).collect(Collectors.joining("\n"));
        LiveTexts read =
                LiveTexts.of(SHOP, Map.of(dev.verdigris.core.name.ObjectName.of("materialize", "shop", "v"), written));
        assertThat(read.texts().values()).containsExactly(written);
    }
}

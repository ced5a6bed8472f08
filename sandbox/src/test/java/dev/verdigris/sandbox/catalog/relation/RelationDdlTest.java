package dev.verdigris.sandbox.catalog.relation;

import dev.verdigris.sandbox.catalog.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RelationDdlTest {

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void createsTables() {
        db.run("CREATE TABLE t (id int NOT NULL, \"na me\" character varying(10) DEFAULT 'x,y', at timestamp with time"
                + " zone, n numeric(10, 2), l int list)");
        assertThat(db.createSql("t"))
                .isEqualTo("CREATE TABLE \"materialize\".\"public\".\"t\" (\"id\" [s23 AS \"pg_catalog\".\"int4\"]"
                        + " NOT NULL, \"na me\" [s1043 AS \"pg_catalog\".\"varchar\"](10) DEFAULT 'x,y', \"at\""
                        + " [s1184 AS \"pg_catalog\".\"timestamptz\"], \"n\" [s1700 AS \"pg_catalog\".\"numeric\"]"
                        + "(10, 2), \"l\" [s23 AS \"pg_catalog\".\"int4\"] list)");
        assertThat(db.rows("SELECT name, nullable FROM mz_catalog.mz_columns c JOIN mz_catalog.mz_tables t USING (id)"
                                .replace("name, nullable", "c.name, c.nullable")
                        + " WHERE t.name = 't' ORDER BY c.position"))
                .containsExactly("id|f", "na me|t", "at|t", "n|t", "l|t");
        assertThat(db.rows("SELECT privileges FROM mz_catalog.mz_tables WHERE name = 't'"))
                .containsExactly("{s1=arwd/s1}");
    }

    @Test
    void recordsWhatAViewReads() {
        db.run(
                "CREATE SCHEMA s",
                "CREATE TABLE s.t (a int)",
                "CREATE TABLE u (a int, b int)",
                "CREATE VIEW v (x, \"y y\") AS WITH t AS (SELECT a FROM s.t) SELECT t.a, u.b FROM t JOIN u USING (a)"
                        + " WHERE a IN (SELECT a FROM materialize.s.t) /* comment */ AND 's.t' <> '' -- end",
                "CREATE VIEW w AS SELECT count(*) FROM mz_tables, mz_catalog.mz_clusters");
        assertThat(
                        db.rows(
                                "SELECT r.name FROM mz_internal.mz_object_dependencies d JOIN mz_objects o ON o.id = d.object_id"
                                                .replace("mz_objects", "mz_catalog.mz_objects")
                                        + " JOIN mz_catalog.mz_objects r ON r.id = d.referenced_object_id WHERE o.name = 'v' ORDER BY 1"))
                .containsExactly("t", "u");
        assertThat(db.createSql("v"))
                .isEqualTo("CREATE VIEW \"materialize\".\"public\".\"v\" (\"x\", \"y y\") AS WITH t AS (SELECT a FROM"
                        + " [u? AS \"materialize\".\"s\".\"t\"]) SELECT t.a, u.b FROM t JOIN [u? AS"
                        + " \"materialize\".\"public\".\"u\"] USING (a) WHERE a IN (SELECT a FROM [u? AS"
                        + " \"materialize\".\"s\".\"t\"]) AND 's.t' <> ''");
        assertThat(db.createSql("w").replaceAll("s\\d+", "s?"))
                .isEqualTo("CREATE VIEW \"materialize\".\"public\".\"w\" AS SELECT count(*) FROM [s? AS"
                        + " \"mz_catalog\".\"mz_tables\"], [s? AS \"mz_catalog\".\"mz_clusters\"]");
    }

    @Test
    void followsRenamesInEveryStatement() {
        db.run(
                "CREATE SCHEMA s",
                "CREATE TABLE s.t (a int)",
                "CREATE VIEW v AS SELECT a FROM s.t",
                "ALTER TABLE s.t RENAME TO \"new name\"",
                "ALTER SCHEMA s RENAME TO \"S\"",
                "ALTER VIEW v RENAME TO w");
        assertThat(db.createSql("w"))
                .isEqualTo("CREATE VIEW \"materialize\".\"public\".\"w\" AS SELECT a FROM [u? AS"
                        + " \"materialize\".\"S\".\"new name\"]");
        assertThat(db.rows("SELECT definition LIKE '%\"S\".\"new name\"];' FROM mz_catalog.mz_views WHERE name = 'w'"))
                .containsExactly("t");
        assertThat(db.show("SHOW CREATE VIEW w"))
                .containsExactly("materialize.public.w|CREATE VIEW materialize.public.w AS SELECT a FROM"
                        + " materialize.\"S\".\"new name\";");
        assertThat(db.rows("SELECT count(*) FROM w")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CREATE VIEW v AS SELECT * FROM nope                      | unknown catalog item 'nope'
        CREATE VIEW v AS SELECT * FROM public.nope               | unknown catalog item 'public.nope'
        CREATE VIEW v AS SELECT * FROM noschema.t                | unknown schema 'noschema'
        CREATE VIEW v AS SELECT * FROM nodb.public.t             | unknown database 'nodb'
        CREATE VIEW noschema.v AS SELECT 1                       | unknown schema 'noschema'
        CREATE VIEW mz_catalog.v AS SELECT 1                     | system schema 'mz_catalog' cannot be modified
        CREATE VIEW v AS SELECT nope FROM t                      | column "nope" does not exist
        CREATE VIEW v AS SELECT nope(a) FROM t                   | function "nope" does not exist
        CREATE VIEW v AS SELECT * FROM mz_internal.mz_comments   | cannot create view with unstable dependencies
        CREATE VIEW t AS SELECT 1                                | table "materialize.public.t" already exists
        CREATE OR REPLACE VIEW t AS SELECT 1                     | table "materialize.public.t" already exists
        CREATE TABLE t (a int)                                   | table "materialize.public.t" already exists
        CREATE TABLE x (a int, a text)                           | column "a" specified more than once
        CREATE TABLE x (a nonsense)                              | type "nonsense" does not exist
        CREATE INDEX ON nope (a)                                 | unknown catalog item 'nope'
        CREATE INDEX ON t (nope)                                 | column "nope" does not exist
        CREATE INDEX t ON t (a)                                  | table "materialize.public.t" already exists
        CREATE MATERIALIZED VIEW v IN CLUSTER nope AS SELECT 1   | unknown cluster 'nope'
        CREATE MATERIALIZED VIEW v IN CLUSTER mz_catalog_server AS SELECT 1 | system cluster 'mz_catalog_server' cannot be modified
        CREATE MATERIALIZED VIEW v WITH (REFRESH EVERY '1 day') AS SELECT 1 | REFRESH EVERY and REFRESH AT materialized views is not available
        CREATE MATERIALIZED VIEW v WITH (ASSERT NOT NULL b) AS SELECT a FROM t | column "b" in ASSERT NOT NULL option not found
        """)
    void refuses(String statement, String message) {
        db.run("CREATE TABLE t (a int)");
        assertThat(db.message(statement)).isEqualTo(message);
    }

    @Test
    void leavesExistingObjectsAloneIfAskedTo() {
        db.run("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT 1 AS one", "CREATE INDEX i ON t (a)");
        assertThat(db.outcome("CREATE VIEW IF NOT EXISTS v AS SELECT 2").notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.sqlState()).isEqualTo("42710");
                    assertThat(notice.message()).isEqualTo("view \"v\" already exists, skipping");
                });
        assertThat(db.outcome("CREATE TABLE IF NOT EXISTS t (b int)").notices())
                .extracting(notice -> notice.sqlState())
                .containsExactly("42P07");
        assertThat(db.notices("CREATE SCHEMA IF NOT EXISTS public"))
                .containsExactly("schema \"public\" already exists, skipping");
        assertThat(db.notices("CREATE INDEX IF NOT EXISTS i ON t (a)"))
                .containsExactly("index \"i\" already exists, skipping");
        assertThat(db.rows("SELECT one FROM v")).containsExactly("1");
    }

    @Test
    void replacesViewsUnderANewId() {
        db.run("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t", "CREATE DEFAULT INDEX ON v");
        String before = db.rows("SELECT id FROM mz_store.item WHERE name = 'v'").get(0);
        db.run("CREATE OR REPLACE VIEW v AS SELECT 'other' AS b, a FROM t");
        assertThat(db.rows("SELECT id FROM mz_store.item WHERE name = 'v'")).doesNotContain(before);
        assertThat(db.rows("SELECT name FROM mz_store.item ORDER BY 1")).containsExactly("t", "v");
        assertThat(db.message("CREATE OR REPLACE VIEW v AS SELECT * FROM v"))
                .isEqualTo("cannot replace view v: depended upon by new v definition");
        db.run("CREATE VIEW w AS SELECT * FROM v");
        assertThat(db.message("CREATE OR REPLACE VIEW v AS SELECT 1"))
                .isEqualTo("cannot drop view \"v\": still depended upon by view \"w\"");
        assertThat(db.rows("SELECT count(*) FROM w")).containsExactly("0");
    }

    @Test
    void generatesIndexNames() {
        db.run(
                "CREATE TABLE t (a int, b int)",
                "CREATE DEFAULT INDEX ON t",
                "CREATE INDEX ON t (a)",
                "CREATE INDEX ON t (a)",
                "CREATE INDEX IN CLUSTER quickstart ON t (b, upper(a::text))",
                "CREATE INDEX \"i \"\"x\" ON t (2)");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_indexes WHERE id LIKE 'u%' ORDER BY substr(id, 2)::int"))
                .containsExactly("t_primary_idx", "t_a_idx", "t_a_idx1", "t_b_expr_idx", "i \"x");
        assertThat(db.createSql("t_b_expr_idx"))
                .isEqualTo("CREATE INDEX \"t_b_expr_idx\" IN CLUSTER [u?] ON [u? AS \"materialize\".\"public\".\"t\"]"
                        + " (\"b\", upper(a::text))");
        assertThat(
                        db.rows(
                                "SELECT index_position, on_position, on_expression FROM mz_catalog.mz_index_columns c"
                                        + " JOIN mz_catalog.mz_indexes i ON i.id = c.index_id WHERE i.name = 't_b_expr_idx' ORDER BY 1"))
                .containsExactly("1|2|-", "2|-|upper(a::text)");
        assertThat(db.show("SHOW INDEXES ON t WHERE name LIKE 'i%'")).containsExactly("i \"x|t|quickstart|{b}|");
    }

    @Test
    void createsLoadGeneratorSourcesAndTablesFromThem() {
        db.run(
                "CREATE CLUSTER ingest (SIZE '25cc')",
                "CREATE SCHEMA raw",
                "CREATE SOURCE raw.auction IN CLUSTER ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s', AS OF 5)",
                "CREATE TABLE raw.bids FROM SOURCE raw.auction (REFERENCE auction.bids)",
                "CREATE TABLE more_bids (i, b, a, m, t) FROM SOURCE raw.auction (REFERENCE = bids)",
                "CREATE SOURCE counter IN CLUSTER ingest FROM LOAD GENERATOR COUNTER",
                "CREATE MATERIALIZED VIEW total AS SELECT sum(amount) AS total FROM raw.bids");
        String source = db.rows("SELECT id FROM mz_catalog.mz_sources WHERE name = 'auction'")
                .get(0);
        db.sql().execute("INSERT INTO mz_source_data.\"" + source + ".bids\" VALUES (1, 2, 3, 40, now())");
        assertThat(db.rows("SELECT total FROM total")).containsExactly("40");
        assertThat(db.rows("SELECT m FROM more_bids")).containsExactly("40");
        assertThat(
                        db.rows(
                                "SELECT name, type, cluster_id IS NULL FROM mz_catalog.mz_sources WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("auction|load-generator|f", "counter|load-generator|f");
        assertThat(db.rows("SELECT \"offset\" FROM counter")).isEmpty();
        assertThat(db.rows("SELECT count(*) FROM mz_catalog.mz_tables WHERE source_id = '" + source + "'"))
                .containsExactly("2");
        assertThat(db.createSql("more_bids"))
                .isEqualTo("CREATE TABLE \"materialize\".\"public\".\"more_bids\" (\"i\", \"b\", \"a\", \"m\", \"t\")"
                        + " FROM SOURCE [u? AS \"materialize\".\"raw\".\"auction\"] (REFERENCE ="
                        + " \"auction\".\"bids\")");
        assertThat(db.message("CREATE TABLE x FROM SOURCE raw.auction (REFERENCE nope)"))
                .isEqualTo("reference to nope not found in source");
        assertThat(db.message("DROP SOURCE raw.auction")).startsWith("cannot drop source \"raw.auction\"");
        db.run("DROP SOURCE raw.auction CASCADE", "DROP SOURCE counter");
        assertThat(db.rows("SELECT name FROM mz_store.item")).isEmpty();
        assertThat(db.rows("SELECT relname FROM pg_class WHERE relnamespace = 'mz_source_data'::regnamespace"
                        + " AND relkind = 'r'"))
                .isEmpty();
    }

    @Test
    void createsSubsourcesOfAllTables() {
        db.run("CREATE SOURCE auction FROM LOAD GENERATOR AUCTION FOR ALL TABLES");
        assertThat(db.show("SHOW SUBSOURCES ON auction"))
                .containsExactly(
                        "accounts|subsource",
                        "auction_progress|progress",
                        "auctions|subsource",
                        "bids|subsource",
                        "organizations|subsource",
                        "users|subsource");
        db.run("CREATE VIEW v AS SELECT count(*) FROM bids", "DROP SOURCE auction CASCADE");
        assertThat(db.rows("SELECT name FROM mz_store.item")).isEmpty();
    }

    @Test
    void keepsTemporaryRelationsOutOfTheCatalog() {
        db.run(
                "CREATE TEMPORARY TABLE t (a int)",
                "CREATE TEMP VIEW v AS SELECT a FROM t",
                "CREATE TEMP VIEW w AS SELECT * FROM mz_internal.mz_comments");
        assertThat(db.message("CREATE VIEW p AS SELECT a FROM t"))
                .isEqualTo("non-temporary items cannot depend on temporary item 't'");
        assertThat(db.rows("SELECT name FROM mz_store.item")).isEmpty();
        db.run("DROP VIEW v", "DROP TABLE t");
        assertThat(
                        db.rows(
                                "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'v')"))
                .containsExactly("w");
    }

    @Test
    void takesNamesUpToTheServersLimit() {
        assertThat(db.error("CREATE TABLE " + "t".repeat(256) + " (a int)").sqlState())
                .isEqualTo("42601");
        db.run("CREATE TABLE " + "t".repeat(255) + " (a int)");
        db.run("CREATE SOURCE " + "s".repeat(60) + " FROM LOAD GENERATOR COUNTER");
    }

    @Test
    void creatingNeedsASchema() {
        assertThat(db.searchPath("nope").error("CREATE TABLE t (a int)"))
                .extracting(d -> d.sqlState(), d -> d.message())
                .containsExactly("3F000", "no valid schema selected");
        db.run("CREATE SCHEMA s").searchPath("nope", "s", "public").run("CREATE TABLE t (a int)");
        assertThat(db.show("SHOW TABLES FROM s")).containsExactly("t|");
    }
}

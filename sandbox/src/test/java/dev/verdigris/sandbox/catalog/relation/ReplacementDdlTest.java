package dev.verdigris.sandbox.catalog.relation;

import dev.verdigris.sandbox.catalog.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplacementDdlTest {

    private final Dialect db = Dialect.fresh();

    @BeforeEach
    void targetWithDependents() {
        db.run(
                "CREATE ROLE owner",
                "CREATE CLUSTER other (SIZE '25cc')",
                "CREATE TABLE t (a int)",
                "CREATE MATERIALIZED VIEW mv AS SELECT a FROM t",
                "COMMENT ON MATERIALIZED VIEW mv IS 'kept'",
                "GRANT SELECT ON mv TO owner",
                "CREATE VIEW v AS SELECT a FROM mv",
                "CREATE INDEX mv_idx ON mv (a)");
        db.sql().execute("INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private String item(String column, String name) {
        return db.rows("SELECT " + column + " FROM mz_store.item WHERE name = '" + name + "'")
                .get(0);
    }

    @Test
    void anAppliedReplacementKeepsItsIdUnderTheTargetsName() {
        db.run("CREATE REPLACEMENT MATERIALIZED VIEW rp FOR mv IN CLUSTER other AS SELECT a * 10 AS a FROM t");
        String replacementId = item("id", "rp");
        String oid = item("oid", "mv");
        assertThat(db.rows("SELECT count(*) FROM mz_internal.mz_replacements")).containsExactly("1");
        assertThat(db.createSql("rp"))
                .isEqualTo("CREATE REPLACEMENT MATERIALIZED VIEW \"materialize\".\"public\".\"rp\" FOR [u? AS"
                        + " \"materialize\".\"public\".\"mv\"] IN CLUSTER [u?] WITH (REFRESH = ON COMMIT) AS SELECT"
                        + " a * 10 AS a FROM [u? AS \"materialize\".\"public\".\"t\"] AS OF ?");
        assertThat(db.outcome("ALTER MATERIALIZED VIEW mv APPLY REPLACEMENT rp").commandTag())
                .isEqualTo("ALTER MATERIALIZED VIEW");
        assertThat(item("id", "mv")).isEqualTo(replacementId);
        assertThat(item("oid", "mv")).isEqualTo(oid);
        assertThat(db.rows("SELECT a FROM v")).containsExactly("10");
        assertThat(db.rows("SELECT name FROM mz_store.item WHERE name = 'rp'")).isEmpty();
        assertThat(db.rows("SELECT cluster, comment FROM mz_internal.mz_show_materialized_views WHERE name = 'mv'"))
                .containsExactly("other|kept");
        assertThat(
                        db.rows(
                                "SELECT privileges::text LIKE '%=r/s1%' FROM mz_catalog.mz_materialized_views WHERE name = 'mv'"))
                .containsExactly("t");
        assertThat(db.rows("SELECT o.name FROM mz_store.dependency d JOIN mz_store.item o ON o.id = d.object_id"
                        + " WHERE d.referenced_id = '" + replacementId + "' ORDER BY 1"))
                .containsExactly("mv_idx", "v");
        assertThat(db.createSql("mv"))
                .isEqualTo("CREATE MATERIALIZED VIEW \"materialize\".\"public\".\"mv\" IN CLUSTER [u?] WITH (REFRESH ="
                        + " ON COMMIT) AS SELECT a * 10 AS a FROM [u? AS \"materialize\".\"public\".\"t\"] AS OF ?");
        assertThat(db.createSql("v")).contains("FROM [u? AS \"materialize\".\"public\".\"mv\"]");
        assertThat(db.rows("SELECT count(*) FROM mz_internal.mz_replacements")).containsExactly("0");
        db.run("DROP MATERIALIZED VIEW mv CASCADE");
        assertThat(db.rows("SELECT name FROM mz_store.item")).containsExactly("t");
    }

    @Test
    void refusesAReplacementThatDoesNotFit() {
        assertThat(db.message("CREATE REPLACEMENT MATERIALIZED VIEW rp FOR t AS SELECT 1"))
                .isEqualTo("cannot replace table t with materialized view rp");
        assertThat(db.message("CREATE REPLACEMENT MATERIALIZED VIEW rp FOR mv AS SELECT a FROM v"))
                .isEqualTo("replacement would cause mv to depend on itself");
        assertThat(db.error("CREATE REPLACEMENT MATERIALIZED VIEW rp FOR mv AS SELECT a::text AS a, 1 AS x FROM t"))
                .extracting(d -> d.sqlState(), d -> d.message(), d -> d.detail())
                .containsExactly(
                        "0A000",
                        "replacement schema differs from target schema",
                        "column \"a\" at position 1: type mismatch (target: Int32, replacement: String)\n"
                                + "extra column \"x\" at position 2");
    }

    @Test
    void letsNothingDependOnAPendingReplacement() {
        db.run("CREATE REPLACEMENT MATERIALIZED VIEW rp FOR mv AS SELECT a FROM t");
        assertThat(db.message("CREATE VIEW w AS SELECT * FROM rp"))
                .isEqualTo("replacement materialized view rp cannot be depended upon");
        assertThat(db.message("CREATE REPLACEMENT MATERIALIZED VIEW rp2 FOR mv AS SELECT a FROM t"))
                .isEqualTo("cannot replace mv because it already has a replacement: rp");
        assertThat(db.message("CREATE INDEX ON rp (a)")).startsWith("index cannot be created on rp because it is a ");
        db.run("DROP VIEW v");
        assertThat(db.message("DROP MATERIALIZED VIEW mv"))
                .isEqualTo("cannot drop materialized view \"mv\": still depended upon by materialized view \"rp\"");
        db.run("DROP MATERIALIZED VIEW rp", "DROP MATERIALIZED VIEW mv");
    }
}

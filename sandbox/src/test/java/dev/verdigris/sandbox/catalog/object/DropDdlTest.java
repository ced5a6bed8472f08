package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.Dialect;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DropDdlTest {

    private static final String HINT = "Use DROP ... CASCADE to drop the dependent objects too.";

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void followsDependentsAcrossSchemasAndClusters() {
        db.run(
                "CREATE SCHEMA s",
                "CREATE SCHEMA other",
                "CREATE CLUSTER c (SIZE '25cc')",
                "CREATE TABLE s.t (a int)",
                "CREATE VIEW s.v AS SELECT a FROM s.t",
                "CREATE MATERIALIZED VIEW other.mv IN CLUSTER c AS SELECT a FROM s.v",
                "CREATE INDEX mv_idx IN CLUSTER quickstart ON other.mv (a)",
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'localhost:9092')",
                "CREATE SINK snk IN CLUSTER c FROM other.mv INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON"
                        + " ENVELOPE DEBEZIUM");
        assertThat(db.message("DROP SCHEMA s"))
                .isEqualTo("schema 'materialize.s' cannot be dropped without CASCADE while it contains objects");
        DdlOutcome outcome = db.outcome("DROP SCHEMA s CASCADE");
        assertThat(outcome.commandTag()).isEqualTo("DROP SCHEMA");
        assertThat(outcome.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.sqlState()).isEqualTo("00000");
            assertThat(notice.message()).isEqualTo("drop cascades to 5 other objects");
            assertThat(notice.detail()).isEqualTo("""
                            drop cascades to INDEX "materialize.other.mv_idx"
                            drop cascades to SINK "materialize.public.snk"
                            drop cascades to MATERIALIZED VIEW "materialize.other.mv"
                            drop cascades to VIEW "materialize.s.v"
                            drop cascades to TABLE "materialize.s.t\"""");
        });
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_objects WHERE id LIKE 'u%'"))
                .containsExactly("kafka");
        assertThat(db.rows("SELECT count(*) FROM pg_namespace WHERE nspname = 's'"))
                .containsExactly("0");
    }

    @Test
    void refusesToDropUsedObjects() {
        db.run(
                "CREATE TABLE t (a int)",
                "CREATE VIEW v AS SELECT a FROM t",
                "CREATE MATERIALIZED VIEW mv AS SELECT a FROM v",
                "CREATE DEFAULT INDEX ON mv");
        assertThat(db.error("DROP VIEW v"))
                .extracting(d -> d.message(), d -> d.hint(), d -> d.sqlState())
                .containsExactly(
                        "cannot drop view \"v\": still depended upon by materialized view \"mv\"", HINT, "XX000");
        assertThat(db.message("DROP TABLE t")).isEqualTo("cannot drop table \"t\": still depended upon by view \"v\"");
        assertThat(db.notices("DROP MATERIALIZED VIEW mv")).containsExactly("drop cascades to 1 other objects");
        db.run("DROP TABLE t CASCADE");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_objects WHERE id LIKE 'u%'"))
                .isEmpty();
    }

    @Test
    void comparesTheKindThatIsNamed() {
        db.run("CREATE TABLE t (a int)", "CREATE MATERIALIZED VIEW mv AS SELECT a FROM t", "CREATE INDEX i ON t (a)");
        assertThat(db.message("DROP VIEW mv")).isEqualTo("mv is not a view");
        assertThat(db.message("DROP MATERIALIZED VIEW t")).isEqualTo("t is a table not a materialized view");
        assertThat(db.message("DROP TABLE i")).isEqualTo("i is an index not a table");
        assertThat(db.message("DROP SINK t")).isEqualTo("t is a table not a sink");
    }

    @Test
    void ifExistsGivesANotice() {
        db.run("CREATE SCHEMA a", "CREATE SCHEMA b");
        assertThat(db.notices("DROP SCHEMA IF EXISTS nope, a, b CASCADE"))
                .containsExactly("SCHEMA \"nope\" does not exist, skipping");
        assertThat(db.notices("DROP CLUSTER IF EXISTS nope CASCADE"))
                .containsExactly("CLUSTER \"nope\" does not exist, skipping");
        assertThat(db.notices("DROP MATERIALIZED VIEW IF EXISTS nope"))
                .containsExactly("MATERIALIZED VIEW \"nope\" does not exist, skipping");
        assertThat(db.outcome("DROP VIEW IF EXISTS nope").changed()).isFalse();
        assertThat(db.message("DROP VIEW nope")).isEqualTo("unknown catalog item 'nope'");
        assertThat(db.message("DROP SCHEMA nope")).isEqualTo("unknown schema 'nope'");
        assertThat(db.message("DROP SCHEMA mz_catalog"))
                .isEqualTo("cannot drop schema mz_catalog because it is required by the database system");
    }

    @Test
    void dropsEverythingThatBelongsToTheId() {
        db.run(
                "CREATE SCHEMA s",
                "CREATE ROLE r",
                "CREATE TABLE s.t (a int)",
                "COMMENT ON TABLE s.t IS 'x'",
                "COMMENT ON COLUMN s.t.a IS 'y'",
                "COMMENT ON SCHEMA s IS 'z'",
                "GRANT SELECT ON s.t TO r",
                "ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s GRANT SELECT ON TABLES TO PUBLIC",
                "DROP SCHEMA s CASCADE");
        assertThat(db.rows("SELECT * FROM mz_internal.mz_comments")).isEmpty();
        assertThat(db.rows("SELECT * FROM mz_store.privilege WHERE object_kind = 'item'"))
                .isEmpty();
        assertThat(db.rows("SELECT * FROM mz_store.default_privilege WHERE schema_id IS NOT NULL"))
                .isEmpty();
        assertThat(db.rows("SELECT event_type, object_type FROM mz_catalog.mz_audit_events ORDER BY id DESC LIMIT 2"))
                .containsExactly("drop|schema", "drop|table");
    }

    @Test
    void dropsAnyName() {
        db.run(
                "CREATE SCHEMA \"a \"\".b\"",
                "CREATE TABLE \"a \"\".b\".\"$ 🐘\" (\"x y\" int)",
                "CREATE VIEW \"table\" AS SELECT \"x y\" FROM \"a \"\".b\".\"$ 🐘\"",
                "DROP VIEW \"table\"",
                "DROP TABLE \"a \"\".b\".\"$ 🐘\"",
                "DROP SCHEMA \"a \"\".b\"");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_schemas WHERE id LIKE 'u%'"))
                .containsExactly("public");
    }

    @Test
    void makesAndDropsDatabases() {
        assertThat(db.message("DROP DATABASE nope")).isEqualTo("unknown database 'nope'");
        assertThat(db.message("CREATE DATABASE materialize")).isEqualTo("database 'materialize' already exists");
        db.run("CREATE DATABASE second");
        db.run("CREATE TABLE second.public.t (a int4)");
        db.run("CREATE VIEW v AS SELECT a FROM second.public.t");
        assertThat(db.rows("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE '%/%'"))
                .containsExactly("mz_u2/public");
        db.run("DROP DATABASE second");
        assertThat(db.rows("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE '%/%'"))
                .isEmpty();
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_objects WHERE id LIKE 'u%'"))
                .isEmpty();
    }

    @Test
    void dropsSchemasWhoseDatabaseMakesTheirNamesTooLongForPostgres() {
        db.run("CREATE DATABASE second");
        String longest = "s".repeat(63 - "mz_u2/".length());
        db.run("CREATE SCHEMA second." + longest);
        db.run("CREATE SCHEMA second." + longest + "s");
        db.run("ALTER SCHEMA second." + longest + " RENAME TO " + longest + "t");
        db.run("CREATE TABLE second." + longest + "t.u (a int)");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_schemas WHERE name LIKE 'sss%' ORDER BY 1"))
                .containsExactly(longest + "s", longest + "t");
        db.run("DROP DATABASE second");
        assertThat(db.rows("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE '%/%'"))
                .isEmpty();
    }
}

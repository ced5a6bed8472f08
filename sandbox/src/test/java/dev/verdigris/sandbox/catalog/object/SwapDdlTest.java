package dev.verdigris.sandbox.catalog.object;

import java.util.List;

import dev.verdigris.sandbox.catalog.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SwapDdlTest {

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    private void blueAndGreen() {
        db.run(
                "CREATE CLUSTER prod (SIZE '25cc')",
                "CREATE CLUSTER prod_dbt_deploy (SIZE '50cc', REPLICATION FACTOR 2)",
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE public.t (a int, b text)",
                "CREATE MATERIALIZED VIEW blue.mv IN CLUSTER prod AS SELECT a, 'blue' AS color FROM t",
                "CREATE MATERIALIZED VIEW green.mv IN CLUSTER prod_dbt_deploy AS SELECT a, 'green' AS color FROM t",
                "CREATE VIEW public.outside AS SELECT * FROM blue.mv");
        db.sql().execute("INSERT INTO public.t VALUES (1, 'x')");
    }

    @Test
    void aSwapExchangesNamesOnly() {
        blueAndGreen();
        List<String> before = db.rows("SELECT id, owner_id, oid FROM mz_store.schema WHERE id LIKE 'u%' ORDER BY id");
        assertThat(db.outcome("ALTER SCHEMA blue SWAP WITH green").commandTag()).isEqualTo("ALTER SCHEMA");
        assertThat(db.outcome("ALTER CLUSTER prod SWAP WITH prod_dbt_deploy").commandTag())
                .isEqualTo("ALTER CLUSTER");
        assertThat(db.rows("SELECT color FROM blue.mv")).containsExactly("green");
        assertThat(db.rows("SELECT color FROM public.outside")).containsExactly("blue");
        assertThat(db.rows("SELECT id, owner_id, oid FROM mz_store.schema WHERE id LIKE 'u%' ORDER BY id"))
                .isEqualTo(before);
        assertThat(db.rows("SELECT name, size FROM mz_catalog.mz_clusters WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("prod|50cc", "prod_dbt_deploy|25cc", "quickstart|25cc");
        assertThat(List.of(db.createSql("outside")))
                .containsExactly("CREATE VIEW \"materialize\".\"public\".\"outside\" AS SELECT * FROM [u? AS"
                        + " \"materialize\".\"green\".\"mv\"]");
    }

    @Test
    void writesThreeAuditEventsPerSwap() {
        blueAndGreen();
        db.run("ALTER SCHEMA blue SWAP WITH green");
        List<String> events = db.rows("SELECT event_type, object_type, details ->> 'old_name', details ->> 'new_name'"
                + " FROM mz_catalog.mz_audit_events ORDER BY id DESC LIMIT 3");
        assertThat(events.get(2)).startsWith("alter|schema|blue|mz_schema_swap_");
        assertThat(events.get(1)).isEqualTo("alter|schema|green|blue");
        assertThat(events.get(0)).startsWith("alter|schema|mz_schema_swap_").endsWith("|green");
    }

    @Test
    void swapsAnyName() {
        String odd = "\"a.\"\"b\"\" $1 'é' 🐘\"";
        db.run(
                "CREATE SCHEMA " + odd,
                "CREATE SCHEMA \"select\"",
                "CREATE VIEW " + odd + ".\"from\" AS SELECT 1 AS n",
                "CREATE VIEW public.v AS SELECT * FROM " + odd + ".\"from\"",
                "ALTER SCHEMA " + odd + " SWAP WITH \"select\"",
                "CREATE VIEW public.w AS SELECT n FROM \"select\".\"from\"");
        assertThat(db.rows("SELECT n FROM public.w")).containsExactly("1");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_schemas WHERE database_id = 'u1'"))
                .containsExactlyInAnyOrder("public", "select", "a.\"b\" $1 'é' 🐘");
    }

    @Test
    void refusesWhatMaterializeRefuses() {
        db.run("CREATE SCHEMA a", "CREATE CLUSTER c (SIZE '25cc')");
        assertThat(db.message("ALTER SCHEMA nope SWAP WITH a")).isEqualTo("unknown schema 'nope'");
        assertThat(db.message("ALTER SCHEMA a SWAP WITH nope")).isEqualTo("unknown schema 'nope'");
        assertThat(db.message("ALTER SCHEMA mz_catalog SWAP WITH a"))
                .isEqualTo("cannot swap schemas that are in the ambient database");
        assertThat(db.message("ALTER CLUSTER c SWAP WITH nope")).isEqualTo("unknown cluster 'nope'");
        assertThat(db.message("ALTER CLUSTER c SWAP WITH mz_system"))
                .isEqualTo("system cluster 'mz_system' cannot be modified");
        assertThat(db.message("ALTER TABLE t SWAP WITH u"))
                .isEqualTo("Expected one of SET or RENAME or OWNER or RESET or ADD, found SWAP");
        assertThat(db.notices("ALTER SCHEMA IF EXISTS nope SWAP WITH a"))
                .containsExactly("SCHEMA \"nope\" does not exist, skipping");
        assertThat(db.error("ALTER SCHEMA nope SWAP WITH a").sqlState()).isEqualTo("XX000");
    }

    @Test
    void refusesAColumnWrittenWithItsSchemaAlone() {
        db.run(
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE blue.t (x int)",
                "CREATE VIEW public.v AS SELECT blue.t.x FROM blue.t");
        assertThat(db.message("ALTER SCHEMA blue SWAP WITH green"))
                .isEqualTo("renaming conflict: in materialize.public.v, which uses materialize.blue, ambiguous"
                        + " reference to schema named blue");
        assertThat(db.message("ALTER SCHEMA blue RENAME TO red")).startsWith("renaming conflict: ");
    }

    @Test
    void acceptsAColumnWrittenWithItsDatabase() {
        db.run(
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE blue.t (x int)",
                "CREATE VIEW public.v AS SELECT materialize.blue.t.x AS y, t.* FROM blue.t",
                "ALTER SCHEMA blue SWAP WITH green");
        assertThat(List.of(db.createSql("v")))
                .containsExactly("CREATE VIEW \"materialize\".\"public\".\"v\" AS SELECT"
                        + " \"materialize\".\"green\".\"t\".x AS y, t.* FROM [u? AS \"materialize\".\"green\".\"t\"]");
    }

    @Test
    void swapsASchemaWithItself() {
        db.run("CREATE SCHEMA a", "ALTER SCHEMA a SWAP WITH a");
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_schemas WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("a", "public");
    }
}

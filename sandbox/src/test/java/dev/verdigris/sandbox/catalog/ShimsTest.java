package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalog queries of clients of a PostgreSQL 9.5, through the shims. */
class ShimsTest {

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = CatalogDatabase.withSample();
        database.sql()
                .execute(
                        "SET search_path = mz_catalog, mz_pg, pg_catalog, public; SET mz_sandbox.database = 'materialize'");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<String> names() throws IOException {
        try (InputStream resource = Objects.requireNonNull(Bootstrap.class.getResourceAsStream("shims.txt"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void hasEveryShimThatIsListed() throws IOException {
        for (String name : names()) {
            String[] words = name.split(" ");
            String shim = words[0].substring(words[0].indexOf('.') + 1);
            String schema = words.length > 1 ? words[1] : "mz_pg";
            assertThat(database.rows("SELECT count(*) > 0 FROM (SELECT relname, relnamespace FROM pg_catalog.pg_class"
                            + " UNION ALL SELECT proname, pronamespace FROM pg_catalog.pg_proc) s(name, namespace)"
                            + " WHERE name = '" + shim + "' AND namespace = '" + schema + "'::regnamespace"))
                    .as(name)
                    .containsExactly("t");
        }
    }

    @Test
    void keepsAllColumnsOfTheOriginals() throws IOException {
        for (String name : names()) {
            if (!name.startsWith("pg_catalog.pg_")) {
                continue;
            }
            assertThat(database.rows(
                            "SELECT o.attname FROM pg_catalog.pg_attribute o WHERE o.attrelid = to_regclass('" + name
                                    + "') AND o.attnum > 0 AND o.attname NOT IN ('inherit_option', 'set_option', 'oid') AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute m"
                                    + " WHERE m.attrelid = to_regclass('" + name.replace("pg_catalog", "mz_pg")
                                    + "') AND m.attname = o.attname)"))
                    .as(name)
                    .isEmpty();
        }
    }

    /** psql's \d for a server of version 9.5. */
    @Test
    void listsRelationsWithTheirKindsAndOwners() {
        assertThat(database.rows("SELECT n.nspname, c.relname, c.relkind, mz_pg.pg_get_userbyid(c.relowner)"
                        + " FROM mz_pg.pg_class c LEFT JOIN mz_pg.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r','v','m','S','f','i','') AND n.nspname !~ '^(pg|mz)_' AND n.nspname <> 'information_schema'"
                        + " AND mz_pg.pg_table_is_visible(c.oid) AND NOT c.relhasoids ORDER BY 1, 2"))
                .containsExactly(
                        "public|auctions|r|joe \"the\" builder",
                        "public|bids|r|joe \"the\" builder",
                        "public|constant|m|joe \"the\" builder",
                        "public|idle|m|joe \"the\" builder",
                        "public|mv|m|joe \"the\" builder",
                        "public|plain|r|joe \"the\" builder",
                        "public|v|v|joe \"the\" builder",
                        "public|v_idx|i|joe \"the\" builder",
                        "public|words|m|joe \"the\" builder");
    }

    @Test
    void hidesTheSandboxsOwnSchemas() {
        assertThat(database.rows("SELECT nspname FROM mz_pg.pg_namespace ORDER BY 1"))
                .contains("mz_catalog", "mz_internal", "mz_sandbox", "pg_catalog", "public")
                .doesNotContain("mz_store", "mz_pg", "mz_source_data", "pg_toast");
    }

    @Test
    void listsMaterializesDatabasesAndRoles() {
        assertThat(database.rows("SELECT datname, mz_pg.pg_get_userbyid(datdba), datallowconn FROM mz_pg.pg_database"))
                .containsExactly("materialize|mz_system|t");
        assertThat(database.rows("SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM mz_pg.pg_roles ORDER BY 1"))
                .containsExactly("developers|f|t|f", "guest|f|f|f", "joe \"the\" builder|f|f|f", "mz_system|t|f|f");
    }

    @Test
    void findsComments() {
        assertThat(
                        database.rows(
                                "SELECT mz_pg.obj_description('bids'::regclass, 'pg_class'), mz_pg.obj_description('auctions'::regclass, 'pg_class'),"
                                        + " mz_pg.col_description('bids'::regclass, 2), mz_pg.obj_description('public'::regnamespace, 'pg_namespace')"))
                .containsExactly("-|of the table|who buys|of the schema");
    }

    @Test
    void describesIndexes() {
        assertThat(
                        database.rows(
                                "SELECT c2.relname, mz_pg.pg_get_indexdef(i.indexrelid), mz_pg.pg_get_indexdef(i.indexrelid, 2, true)"
                                        + " FROM mz_pg.pg_index i JOIN mz_pg.pg_class c ON c.oid = i.indexrelid JOIN mz_pg.pg_class c2 ON c2.oid = i.indrelid"))
                .containsExactly("v|CREATE INDEX v_idx ON v USING arrangement (id,buyer + 1)|buyer + 1");
    }

    @Test
    void hidesTheTriggersThatWatchTables() {
        assertThat(database.rows("SELECT count(*) FROM pg_catalog.pg_trigger WHERE tgrelid = 'public.plain'::regclass"))
                .containsExactly("1");
        assertThat(database.rows("SELECT count(*) FROM mz_pg.pg_trigger")).containsExactly("0");
    }

    @Test
    void namesTableTypesInTheInformationSchema() {
        assertThat(database.rows(
                        "SELECT table_catalog, table_name, table_type FROM mz_pg.tables WHERE table_schema = 'public'"
                                + " AND table_name IN ('mv', 'plain', 'auction') ORDER BY 2"))
                .containsExactly(
                        "materialize|auction|SOURCE",
                        "materialize|mv|MATERIALIZED VIEW",
                        "materialize|plain|BASE TABLE");
    }
}

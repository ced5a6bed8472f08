package dev.verdigris.sandbox.catalog.object;

import java.util.List;

import dev.verdigris.sandbox.catalog.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrivilegeDdlTest {

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    private List<String> acl(String relation, String name) {
        return db.rows("SELECT g.name, p.letters, f.name FROM mz_store.privilege p"
                + " LEFT JOIN mz_store.role g ON g.id = p.grantee JOIN mz_store.role f ON f.id = p.grantor"
                + " WHERE p.object_id = (SELECT id FROM mz_store." + relation + " WHERE name = '" + name
                + "') AND p.object_kind = '" + relation + "' ORDER BY 1 NULLS LAST");
    }

    @Test
    void recordsTheOwnerAsGrantor() {
        db.run(
                "CREATE ROLE a",
                "CREATE ROLE b",
                "CREATE TABLE t (x int)",
                "CREATE VIEW v AS SELECT x FROM t",
                "ALTER TABLE t OWNER TO a",
                "GRANT SELECT, INSERT ON TABLE t TO b, PUBLIC",
                "GRANT ALL ON v TO b",
                "GRANT USAGE, CREATE ON SCHEMA public TO b",
                "GRANT USAGE ON CLUSTER quickstart TO GROUP b",
                "REVOKE INSERT ON t FROM PUBLIC");
        assertThat(acl("item", "t")).containsExactly("a|arwd|a", "b|ar|a", "-|r|a");
        assertThat(acl("item", "v")).containsExactly("b|r|mz_system", "mz_system|r|mz_system");
        assertThat(acl("schema", "public")).contains("b|UC|mz_system");
        assertThat(acl("cluster", "quickstart")).contains("b|U|mz_system");
        assertThat(db.outcome("GRANT SELECT ON t TO b").changed()).isFalse();
        assertThat(db.notices("GRANT SELECT, INSERT ON v TO b"))
                .containsExactly("non-applicable privilege types INSERT for VIEW \"materialize.public.v\"");
    }

    @Test
    void grantsOnEverythingInASchema() {
        db.run(
                "CREATE ROLE r",
                "CREATE SCHEMA s",
                "CREATE TABLE s.t (x int)",
                "CREATE MATERIALIZED VIEW s.mv AS SELECT x FROM s.t",
                "CREATE TABLE elsewhere (x int)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA s TO r",
                "GRANT CREATEDB, CREATECLUSTER ON SYSTEM TO r");
        assertThat(acl("item", "t")).contains("r|r|mz_system");
        assertThat(acl("item", "mv")).contains("r|r|mz_system");
        assertThat(acl("item", "elsewhere")).containsExactly("mz_system|arwd|mz_system");
        assertThat(db.rows("SELECT letters FROM mz_store.privilege p JOIN mz_store.role r ON r.id = p.grantee"
                        + " WHERE r.name = 'r' AND object_kind = 'system'"))
                .containsExactly("BN");
    }

    @Test
    void appliesDefaultPrivilegesAtCreation() {
        db.run(
                "CREATE ROLE reader",
                "CREATE SCHEMA s",
                "CREATE SCHEMA green",
                "ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA s GRANT SELECT, INSERT ON TABLES TO reader",
                "ALTER DEFAULT PRIVILEGES FOR ALL ROLES GRANT USAGE ON SCHEMAS TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN DATABASE materialize GRANT USAGE ON SECRETS TO reader",
                "ALTER SCHEMA s SWAP WITH green",
                "CREATE TABLE green.t (x int)",
                "CREATE VIEW green.v AS SELECT x FROM green.t",
                "CREATE TABLE s.u (x int)",
                "CREATE SCHEMA fresh",
                "CREATE SECRET k AS 'x'");
        assertThat(acl("item", "t")).contains("reader|ar|mz_system");
        assertThat(acl("item", "v")).contains("reader|r|mz_system");
        assertThat(acl("item", "u")).containsExactly("mz_system|arwd|mz_system");
        assertThat(acl("schema", "fresh")).contains("-|U|mz_system", "mz_support|U|mz_system");
        assertThat(acl("item", "k")).contains("reader|U|mz_system");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GRANT CREATE ON TABLE t TO r                                   | invalid privilege types CREATE for TABLE "materialize.public.t"
        GRANT SELECT ON SCHEMA public TO r                             | invalid privilege types SELECT for SCHEMA "materialize.public"
        GRANT USAGE ON SYSTEM TO r                                     | invalid privilege types USAGE for SYSTEM
        GRANT SELECT ON t TO nope                                      | unknown role 'nope'
        GRANT SELECT ON t TO mz_system                                 | role name "mz_system" is reserved
        GRANT SELECT ON nope TO r                                      | unknown catalog item 'nope'
        GRANT r TO r                                                   | role "r" is a member of role "r"
        ALTER DEFAULT PRIVILEGES FOR ALL ROLES GRANT SELECT ON VIEWS TO r | For object type VIEW, you must specify 'TABLE' or omit the object type
        ALTER DEFAULT PRIVILEGES FOR ALL ROLES GRANT SELECT ON SINKS TO r | Unsupported GRANT on SINK
        ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN DATABASE materialize GRANT USAGE ON CLUSTERS TO r | cannot specify CLUSTERS and IN DATABASE
        ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA public GRANT USAGE ON SCHEMAS TO r         | cannot specify SCHEMAS and IN SCHEMA
        CREATE ROLE r                                                  | role 'r' already exists
        CREATE ROLE mz_r                                               | role name "mz_r" is reserved
        DROP ROLE nope                                                 | unknown role 'nope'
        ALTER SYSTEM SET nonsense = 1                                  | unrecognized configuration parameter "nonsense"
        """)
    void refuses(String statement, String message) {
        db.run("CREATE ROLE r", "CREATE TABLE t (x int)");
        assertThat(db.message(statement)).isEqualTo(message);
    }

    @Test
    void keepsRolesThatAreStillUsed() {
        db.run("CREATE ROLE r", "CREATE TABLE t (x int)", "ALTER TABLE t OWNER TO r");
        assertThat(db.error("DROP ROLE r"))
                .extracting(d -> d.sqlState(), d -> d.message())
                .containsExactly("2BP01", "role \"r\" cannot be dropped because some objects depend on it");
        db.run("DROP TABLE t", "CREATE ROLE m", "GRANT r TO m", "DROP ROLE r", "DROP ROLE IF EXISTS r");
        assertThat(db.rows("SELECT * FROM mz_store.role_member")).isEmpty();
        assertThat(db.rows("SELECT count(*) FROM pg_roles WHERE rolname = 'r'")).containsExactly("0");
    }

    @Test
    void namesBothSchemasOfASwapThatAreNotOwned() {
        db.run("CREATE ROLE r", "CREATE SCHEMA a", "CREATE SCHEMA b", "CREATE CLUSTER c (SIZE '25cc')")
                .as("r");
        assertThat(db.error("ALTER SCHEMA a SWAP WITH b"))
                .extracting(d -> d.sqlState(), d -> d.message(), d -> d.detail())
                .containsExactly("42501", "must be owner of SCHEMA materialize.a, SCHEMA materialize.b", null);
        assertThat(db.message("ALTER CLUSTER c RENAME TO d")).isEqualTo("must be owner of CLUSTER c");
        assertThat(db.message("DROP SCHEMA a")).isEqualTo("must be owner of SCHEMA materialize.a");
    }

    @Test
    void requiresPrivilegesOnTheContainer() {
        db.run(
                "CREATE ROLE r",
                "CREATE SCHEMA a",
                "CREATE SCHEMA b",
                "ALTER SCHEMA a OWNER TO r",
                "ALTER SCHEMA b OWNER TO r",
                "CREATE TABLE t (x int)");
        db.as("r");
        assertThat(db.error("ALTER SCHEMA a SWAP WITH b"))
                .extracting(d -> d.message(), d -> d.detail())
                .containsExactly(
                        "permission denied for DATABASE \"materialize\"",
                        "The 'r' role needs CREATE privileges on DATABASE \"materialize\"");
        assertThat(db.error("CREATE TABLE public.x (a int)"))
                .extracting(d -> d.message(), d -> d.detail())
                .containsExactly(
                        "permission denied for SCHEMA \"materialize.public\"",
                        "The 'r' role needs CREATE privileges on SCHEMA \"materialize.public\"");
        assertThat(db.error("CREATE CLUSTER c (SIZE '25cc')"))
                .extracting(d -> d.message(), d -> d.detail())
                .containsExactly(
                        "permission denied for SYSTEM", "The 'r' role needs CREATECLUSTER privileges on SYSTEM");
        assertThat(db.message("CREATE MATERIALIZED VIEW a.mv AS SELECT 1"))
                .isEqualTo("permission denied for CLUSTER \"quickstart\"");
        assertThat(db.message("CREATE INDEX ON t (x)")).isEqualTo("must be owner of TABLE materialize.public.t");
        assertThat(db.message("GRANT SELECT ON t TO r")).isEqualTo("must be owner of TABLE materialize.public.t");
        assertThat(db.error("GRANT CREATEDB ON SYSTEM TO r").message()).startsWith("permission denied to ");
        assertThat(db.message("ALTER SYSTEM SET enable_rbac_checks = off"))
                .isEqualTo("permission denied to toggle the 'enable_rbac_checks' system configuration parameter");
        assertThat(db.message("ALTER SYSTEM SET max_tables = 9")).isEqualTo("permission denied to alter system");
        db.run("CREATE VIEW a.v AS SELECT x FROM t", "COMMENT ON SCHEMA a IS 'mine'");
    }

    @Test
    void requiresPrivilegesOfTheOwnersOfViewsBelowASink() {
        db.run(
                "CREATE ROLE r",
                "CREATE ROLE o",
                "CREATE SCHEMA s",
                "CREATE TABLE s.t (x int)",
                "CREATE MATERIALIZED VIEW s.mv AS SELECT x FROM s.t",
                "CREATE CONNECTION k TO KAFKA (BROKER 'b')",
                "GRANT CREATE ON SCHEMA public TO r",
                "GRANT CREATE ON CLUSTER quickstart TO r",
                "GRANT USAGE ON CONNECTION k TO r");
        db.as("r");
        String sink = "CREATE SINK snk FROM s.mv INTO KAFKA CONNECTION k (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM";
        assertThat(db.message(sink)).isEqualTo("permission denied for SCHEMA \"materialize.s\"");
        db.as("mz_system");
        db.run("GRANT USAGE ON SCHEMA s TO r");
        db.as("r");
        assertThat(db.error(sink).detail())
                .isEqualTo("The 'r' role needs SELECT privileges on MATERIALIZED VIEW \"materialize.s.mv\"");
    }

    @Test
    void honorsMembership() {
        db.run(
                "CREATE ROLE team",
                "CREATE ROLE lead",
                "CREATE ROLE joe",
                "GRANT team TO lead",
                "GRANT lead TO joe",
                "CREATE SCHEMA s",
                "ALTER SCHEMA s OWNER TO team",
                "GRANT CREATE ON DATABASE materialize TO team");
        db.as("joe").run("ALTER SCHEMA s RENAME TO t");
        assertThat(db.message("ALTER SCHEMA t OWNER TO materialize")).isEqualTo("must be a member of \"materialize\"");
        db.as("mz_system");
        assertThat(db.notices("GRANT team TO lead"))
                .containsExactly("role \"lead\" is already a member of role \"team\"");
        assertThat(db.message("GRANT joe TO team")).isEqualTo("role \"joe\" is a member of role \"team\"");
        db.run("REVOKE lead FROM joe");
        db.as("joe");
        assertThat(db.message("ALTER SCHEMA t RENAME TO u")).isEqualTo("must be owner of SCHEMA materialize.t");
    }

    @Test
    void dropsOwnedObjectsAndRevokesPrivileges() {
        db.run(
                "CREATE ROLE r",
                "CREATE SCHEMA s",
                "CREATE TABLE s.t (x int)",
                "CREATE TABLE kept (x int)",
                "CREATE VIEW above AS SELECT x FROM s.t",
                "CREATE CLUSTER c (SIZE '25cc')",
                "ALTER SCHEMA s OWNER TO r",
                "ALTER TABLE s.t OWNER TO r",
                "ALTER CLUSTER c OWNER TO r",
                "GRANT SELECT ON kept TO r",
                "ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT SELECT ON TABLES TO PUBLIC");
        assertThat(db.error("DROP OWNED BY r").sqlState()).isEqualTo("2BP01");
        db.run("DROP OWNED BY r CASCADE");
        assertThat(db.rows("SELECT name FROM mz_store.item")).containsExactly("kept");
        assertThat(db.rows("SELECT name FROM mz_store.cluster WHERE id LIKE 'u%'"))
                .containsExactly("quickstart");
        db.run("DROP ROLE r");
    }
}

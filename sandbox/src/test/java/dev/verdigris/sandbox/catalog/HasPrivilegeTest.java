package dev.verdigris.sandbox.catalog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HasPrivilegeTest {

    private static final String JOE = "'joe \"the\" builder'";

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = CatalogDatabase.withSample();
        database.sql()
                .execute("SET search_path = mz_catalog, pg_catalog, public; SET mz_sandbox.role_id = 'u1';"
                        + " SET mz_sandbox.database = 'materialize'");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void countsGrantsToTheRoleItsRolesAndEveryone() {
        assertThat(database.rows("SELECT has_schema_privilege(" + JOE + ", 'public', 'CREATE'),"
                        + " has_schema_privilege('guest', 'public', 'CREATE'), has_schema_privilege('guest', 'public', 'USAGE'),"
                        + " has_schema_privilege('developers', 'materialize.public', 'create'),"
                        + " has_cluster_privilege('guest', 'quick.start', 'USAGE'),"
                        + " has_cluster_privilege('guest', 'quick.start', 'CREATE'),"
                        + " has_database_privilege('guest', 'materialize', 'USAGE')"))
                .containsExactly("t|f|t|t|t|f|t");
    }

    @Test
    void takesTheSessionsRoleWhereNoneIsGiven() {
        assertThat(
                        database.rows(
                                "SELECT has_schema_privilege('public', 'CREATE'), has_system_privilege('CREATEDB'),"
                                        + " has_system_privilege('CREATEROLE'), has_table_privilege('public.mv', 'SELECT'),"
                                        + " has_table_privilege('mv', 'INSERT'), pg_has_role('developers', 'USAGE'), pg_has_role('guest', 'MEMBER')"))
                .containsExactly("t|t|f|t|f|t|f");
    }

    @Test
    void takesOidsAndNamesInAllPositions() {
        assertThat(database.rows("SELECT has_schema_privilege(20001::oid, 'public'::regnamespace::oid, 'CREATE'),"
                        + " has_schema_privilege('guest'::name, 'public', 'CREATE'), has_table_privilege(20001::oid, 30005::oid, 'SELECT'),"
                        + " has_system_privilege(20002::oid, 'CREATECLUSTER'), pg_has_role(20001::oid, 20002::oid, 'USAGE'),"
                        + " pg_has_role('guest'::name, 'developers', 'USAGE')"))
                .containsExactly("t|f|t|t|t|f");
    }

    @Test
    void needsOnlyOneOfSeveralPrivileges() {
        assertThat(database.rows("SELECT has_schema_privilege('guest', 'public', 'CREATE, USAGE'),"
                        + " has_cluster_privilege('guest', 'quick.start', 'CREATE,CREATE')"))
                .containsExactly("t|f");
    }

    @Test
    void doesNotPreferSuperusers() {
        assertThat(database.rows("SELECT has_cluster_privilege('mz_system', 'by hand', 'CREATE')"))
                .containsExactly("f");
    }

    @Test
    void givesNullForNullsAndUnknownOidsAndNoMembership() {
        assertThat(database.rows("SELECT has_schema_privilege(NULL::text, 'public', 'USAGE'),"
                        + " has_schema_privilege(99999::oid, 'public', 'USAGE'), has_table_privilege(99999::oid, 'SELECT'),"
                        + " pg_has_role(99999::oid, 20001::oid, 'USAGE')"))
                .containsExactly("-|-|-|f");
    }

    @Test
    void namesMissingObjects() {
        refuses("has_schema_privilege('nobody', 'public', 'USAGE')", "role \"nobody\" does not exist");
        refuses("has_schema_privilege('guest', 'nowhere', 'USAGE')", "schema \"nowhere\" does not exist");
        refuses("has_database_privilege('guest', 'nowhere', 'USAGE')", "database \"nowhere\" does not exist");
        refuses("has_cluster_privilege('guest', 'nowhere', 'USAGE')", "error cluster \"nowhere\" does not exist");
        refuses(
                "has_schema_privilege('guest', 'public', 'FLY')",
                "Evaluation error: unrecognized privilege type: \"FLY\"");
    }

    @Test
    void answersRolesWithoutRightsInTheDatabaseToo() {
        database.sql().execute("CREATE ROLE guest; SET SESSION AUTHORIZATION guest; RESET mz_sandbox.role_id");
        try {
            assertThat(
                            database.rows(
                                    "SELECT has_schema_privilege('public', 'USAGE'), has_schema_privilege('public', 'CREATE'),"
                                            + " has_table_privilege('mz_objects', 'SELECT'), (SELECT count(*) FROM mz_internal.mz_show_my_schema_privileges)"))
                    .containsExactly("t|f|t|1");
        } finally {
            database.sql().execute("RESET SESSION AUTHORIZATION; DROP ROLE guest; SET mz_sandbox.role_id = 'u1'");
        }
    }

    private static void refuses(String call, String message) {
        assertThatThrownBy(() -> database.sql().query("SELECT " + call)).hasMessage("XX000: " + message);
    }
}

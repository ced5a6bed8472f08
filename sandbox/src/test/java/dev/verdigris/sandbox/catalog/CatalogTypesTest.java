package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.error.SqlError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogTypesTest {

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = CatalogDatabase.create();
        database.sql().execute("SET search_path = mz_catalog, pg_catalog, public");
        database.sql()
                .execute(
                        "CREATE TABLE public.sample (small uint2, middle uint4, large uint8, at mz_timestamp,"
                                + " granted mz_aclitem[], names list);"
                                + "INSERT INTO public.sample VALUES (2, 3, 5, 1700000000000, '{u1=UC/u1,=U/u1}', '{a,b,NULL}')");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void readsUnsignedNumbersAsDecimals() {
        assertThat(database.rows("SELECT small, middle, large FROM sample")).containsExactly("2|3|5");
    }

    @Test
    void unsignedNumbersWorkWithSignedOnesAndFractions() {
        assertThat(database.rows(
                        "SELECT large + 1, large * 1.5, middle = 3, 2 = small, large > 4.5, large - large, 7 % large,"
                                + " coalesce(middle, 0), greatest(large, 9) FROM sample"))
                .containsExactly("6|7.5|t|t|t|0|2|3|9");
    }

    @Test
    void aggregatesAndGroupsUnsignedNumbers() {
        assertThat(database.rows("SELECT sum(large), max(large), min(middle), count(*) FROM sample GROUP BY small"))
                .containsExactly("5|5|3|1");
    }

    @Test
    void refusesNegativeUnsignedNumbers() {
        assertThatThrownBy(() -> database.sql().query("SELECT (-1)::uint4"))
                .isInstanceOf(SqlError.class)
                .hasMessageStartingWith("22003");
    }

    @Test
    void leavesArithmeticOfOrdinaryTypesAlone() {
        assertThat(database.rows("SELECT 1 * 1.5, 3 % 2.0, 2::smallint = 2.0, sum(1), max(2), round(5), abs(-1),"
                        + " date '2020-01-01' < now(), 1 + 1.5::float8"))
                .containsExactly("1.5|1.0|t|1|2|5|1|t|2.5");
    }

    @Test
    void convertsTimestampsToTextNumbersAndTimes() {
        assertThat(database.rows(
                        "SELECT at, at::text, at::numeric, at::timestamptz AT TIME ZONE 'UTC', at < now(), mz_now() > at,"
                                + " at::text::numeric / 1000 FROM sample"))
                .containsExactly(
                        "1700000000000|1700000000000|1700000000000|2023-11-14 22:13:20|t|t|1700000000.00000000");
    }

    @Test
    void showsPrivilegesInTheTextFormOfMaterialize() {
        assertThat(database.rows("SELECT granted, granted::text[], granted[2] FROM sample"))
                .containsExactly("{u1=UC/u1,=U/u1}|{u1=UC/u1,=U/u1}|=U/u1");
        assertThat(database.rows("SELECT unnest(granted)::text FROM sample")).containsExactly("u1=UC/u1", "=U/u1");
    }

    @Test
    void explodesPrivilegesIntoOneRowEach() {
        assertThat(database.rows("SELECT e.* FROM sample, mz_internal.mz_aclexplode(granted) e"))
                .containsExactly("u1|u1|USAGE|f", "u1|u1|CREATE|f", "u1|p|USAGE|f");
        assertThat(database.rows("SELECT (mz_internal.mz_aclexplode(granted)).privilege_type FROM sample"))
                .containsExactly("USAGE", "CREATE", "USAGE");
    }

    @Test
    void makesAndReadsSinglePrivileges() {
        assertThat(database.rows("SELECT mz_internal.make_mz_aclitem('p', 's1', 'CREATE, usage'),"
                        + " mz_internal.mz_aclitem_grantee('=U/s1'), mz_internal.mz_aclitem_grantor('=U/s1'),"
                        + " mz_internal.mz_aclitem_privileges('u1=UC/s1'), mz_internal.mz_format_privileges('UCr'),"
                        + " mz_internal.mz_acl_item_contains_privilege('u1=UC/u1', 'SELECT,CREATE'),"
                        + " mz_internal.mz_acl_item_contains_privilege('u1=UC/u1', 'SELECT')"))
                .containsExactly("=UC/s1|p|s1|UC|{SELECT,USAGE,CREATE}|t|f");
    }

    @Test
    void refusesWordsThatNameNoPrivilege() {
        assertThatThrownBy(() -> database.sql().query("SELECT mz_internal.mz_validate_privileges('FLY')"))
                .hasMessage("XX000: unrecognized privilege type: \"FLY\"");
    }

    @Test
    void sendsPrivilegesTimestampsAndShortNumbersInTheirBinaryForms() {
        assertThat(
                        database.rows(
                                "SELECT mz_aclitem_send_fixed('u1=UC/s2'), mz_timestamp_send_text('1700'), uint2_send_short('258')"))
                .containsExactly("\\x7501000000000000007302000000000000000003000000000000|\\x31373030|\\x0102");
    }

    @Test
    void takesListsApart() {
        assertThat(database.rows("SELECT names, list_length(names), names::text FROM sample"))
                .containsExactly("{a,b,NULL}|3|{a,b,NULL}");
        assertThat(database.rows("SELECT unnest(names) FROM sample")).containsExactly("a", "b", "-");
    }
}

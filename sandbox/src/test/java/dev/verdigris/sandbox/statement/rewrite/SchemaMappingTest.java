package dev.verdigris.sandbox.statement.rewrite;

import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The meaning of names in PostgreSQL, from each database. */
final class SchemaMappingTest {

    private static final Map<String, String> IDS = Map.of("materialize", "u1", "second", "u2", "a\"b.c", "u3");

    private final SchemaMapping plain = new SchemaMapping("materialize", IDS);
    private final SchemaMapping second = new SchemaMapping("second", IDS);

    @Test
    void leavesTextThatPostgresUnderstandsUnchanged() {
        String sql = "SELECT  t.a -- as typed\nFROM s.t, materialize.s.t";
        assertThat(plain.qualify(sql, List.of(ObjectPath.of("s", "t"), ObjectPath.of("materialize", "s", "t"))))
                .isSameAs(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM s.t | SELECT * FROM \"mz_u2/s\".\"t\"",
                "SELECT s.t.a FROM s.t | SELECT \"mz_u2/s\".\"t\".a FROM \"mz_u2/s\".\"t\"",
                "SELECT second.s.t.a FROM s.t | SELECT \"mz_u2/s\".\"t\".a FROM \"mz_u2/s\".\"t\"",
                "SELECT t.a, s.b FROM t AS s | SELECT t.a, s.b FROM t AS s",
                "SELECT lower(x) FROM materialize.s.t | SELECT lower(x) FROM materialize.s.t",
                "SELECT 's.t' FROM mz_catalog.mz_tables | SELECT 's.t' FROM mz_catalog.mz_tables",
            })
    void placesQueriesOfAnotherDatabase(String sql, String placed) {
        assertThat(second.qualify(sql, new QueryText(sql).relations())).isEqualTo(placed);
    }

    @Test
    void findsTheTargetsOfChanges() {
        ObjectPath table = ObjectPath.of("s", "t");
        assertThat(second.qualify("INSERT INTO s.t (a) VALUES (1)", List.of(table)))
                .isEqualTo("INSERT INTO \"mz_u2/s\".\"t\" (a) VALUES (1)");
        assertThat(second.qualify("UPDATE s.t SET a = 1", List.of(table)))
                .isEqualTo("UPDATE \"mz_u2/s\".\"t\" SET a = 1");
        assertThat(second.qualify("DELETE FROM s.t WHERE a = 1", List.of(table)))
                .isEqualTo("DELETE FROM \"mz_u2/s\".\"t\" WHERE a = 1");
    }

    @Test
    void takesHostileNamesOfDatabases() {
        assertThat(plain.of(ObjectPath.of("a\"b.c", "s/x", "t")).parts()).containsExactly("mz_u3/s/x", "t");
    }

    @Test
    void namesAMissingDatabase() {
        assertThatThrownBy(() -> plain.of(ObjectPath.of("nope", "s", "t")))
                .isInstanceOf(SqlError.class)
                .hasMessageContaining("unknown database 'nope'");
    }

    @Test
    void aMissingDatabaseHasNoSchemas() {
        SchemaMapping nowhere = new SchemaMapping("nope", IDS);
        assertThat(nowhere.ofSession("public")).isEqualTo("mz_none/public");
        assertThat(nowhere.ofSession("mz_catalog")).isEqualTo("mz_catalog");
    }

    @Test
    void returnsNamesAsTheyWereTyped() {
        List<ObjectPath> relations = List.of(ObjectPath.of("second", "s", "t"));
        assertThat(plain.typed("mz_u2/s.t", relations)).isEqualTo("second.s.t");
        assertThat(plain.typed("mz_u2/s.other", relations)).isEqualTo("s.other");
    }
}

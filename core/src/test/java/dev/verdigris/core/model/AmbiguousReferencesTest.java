package dev.verdigris.core.model;

import java.util.List;
import java.util.Set;

import dev.verdigris.core.model.AmbiguousReferences.Conflict;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AmbiguousReferencesTest {

    private static final Set<Identifier> SCHEMAS = Set.of(Identifier.of("blue"), Identifier.of("Odd \"one\".x"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW \"db\".\"blue\".\"v\" AS SELECT t.x FROM [u12 AS \"db\".\"blue\".\"t\"]",
                "CREATE VIEW \"blue\".\"blue\".\"v\" AS SELECT 1 FROM [u12 AS \"blue\".\"blue\".\"t\"]",
                "CREATE VIEW \"db\".\"blue\".\"v\" AS SELECT db.blue.t.x, db.blue.t.* FROM [u12 AS \"db\".\"blue\".\"t\"]",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT blue.x, blue.* FROM [u12 AS \"db\".\"s\".\"t\"] AS blue",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT 'blue.t.x', $$blue.t.x$$ -- blue.t.x\n FROM [u1 AS \"db\".\"s\".\"t\"]",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT other.t.x FROM [u1 AS \"db\".\"other\".\"t\"]",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT \"Blue\".t.x FROM [u1 AS \"db\".\"Blue\".\"t\"]",
                "CREATE INDEX \"i\" IN CLUSTER [u3] ON [u12 AS \"blue\".\"blue\".\"t\"] (x)"
            })
    void statementsThatARenameCanRewriteHaveNoConflict(String sql) {
        assertThat(AmbiguousReferences.in(sql, SCHEMAS)).isEmpty();
    }

    @Test
    void c08TheDatabaseOfAWildcardMayHaveTheNameOfASchema() {
        String sql = "CREATE VIEW \"blue\".\"blue\".\"w\" AS SELECT \"blue\".\"blue\".\"t\".*, blue.blue.t.x"
                + " FROM [u12 AS \"blue\".\"blue\".\"t\"]";
        assertThat(AmbiguousReferences.in(sql, SCHEMAS)).isEmpty();
    }

    @Test
    void columnsWithASchemaAndNoDatabaseAreConflicts() {
        String sql =
                "CREATE VIEW \"db\".\"s\".\"v\" AS\nSELECT blue.t.x, BLUE.\"t\".*\nFROM [u12 AS \"db\".\"blue\".\"t\"]"
                        + " WHERE \"Odd \"\"one\"\".x\".t.y";
        assertThat(AmbiguousReferences.in(sql, SCHEMAS))
                .containsExactly(
                        new Conflict(2, 8, "blue.t.x"),
                        new Conflict(2, 18, "BLUE.\"t\""),
                        new Conflict(3, 37, "\"Odd \"\"one\"\".x\".t.y"));
    }

    @Test
    void columnsInTheExpressionsOfAnIndexAreChecked() {
        String sql = "CREATE INDEX \"i\" IN CLUSTER [u3] ON [u12 AS \"db\".\"blue\".\"t\"] (upper(blue.t.x))";
        assertThat(AmbiguousReferences.in(sql, SCHEMAS))
                .extracting(Conflict::name)
                .containsExactly("blue.t.x");
    }

    @Test
    void tablesOfOtherSystemsCanBeConflicts() {
        String sql = "CREATE TABLE \"db\".\"s\".\"t\" FROM SOURCE [u1 AS \"db\".\"s\".\"m\"] (REFERENCE = blue.t)";
        assertThat(AmbiguousReferences.in(sql, SCHEMAS))
                .extracting(Conflict::name)
                .containsExactly("blue.t");
    }

    @Test
    void builtStatementsHaveNoConflicts() {
        String written =
                "CREATE VIEW \"db\".\"blue_s\".\"v\" AS SELECT \"db\".\"blue_s\".\"t\".x FROM [u12 AS \"db\".\"blue_s\".\"t\"]";
        List<Conflict> conflicts =
                AmbiguousReferences.in(written, Set.of(Identifier.of("blue_s"), Identifier.of("blue")));
        assertThat(conflicts).isEmpty();
    }
}

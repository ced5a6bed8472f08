package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamingDdlTest {

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER SCHEMA s RENAME TO public           | schema 'public' already exists
        ALTER SCHEMA s RENAME TO mz_x             | unacceptable schema name 'mz_x'
        ALTER SCHEMA mz_catalog RENAME TO x       | renaming the mz_catalog schema is not supported
        ALTER SCHEMA nope RENAME TO x             | unknown schema 'nope'
        ALTER SCHEMA a.b.c RENAME TO x            | schema name a.b.c has more than two components
        CREATE SCHEMA a.b.c                       | schema name a.b.c has more than two components
        CREATE SCHEMA nodb.s                      | invalid database nodb
        CREATE SCHEMA s                           | schema 's' already exists
        CREATE SCHEMA pg_s                        | unacceptable schema name 'pg_s'
        ALTER CLUSTER quickstart RENAME TO mz_system | cluster name "mz_system" is reserved
        ALTER CLUSTER c RENAME TO quickstart      | uniqueness violation
        ALTER CLUSTER mz_system RENAME TO x       | system cluster 'mz_system' cannot be modified
        ALTER TABLE s.t RENAME TO v               | catalog item 'v' already exists
        ALTER VIEW s.t RENAME TO x                | s.t is not a view
        ALTER TABLE s.v RENAME TO x               | s.v is a view not a table
        ALTER SCHEMA s OWNER TO nope              | unknown role 'nope'
        ALTER SCHEMA s OWNER TO mz_system         | role name "mz_system" is reserved
        ALTER SCHEMA mz_catalog OWNER TO r        | cannot alter schema mz_catalog because it is required by the database system
        COMMENT ON TABLE nope IS 'x'              | unknown catalog item 'nope'
        COMMENT ON COLUMN s.t.nope IS 'x'         | column "t.nope" does not exist
        COMMENT ON VIEW s.t IS 'x'                | TABLE s.t is not a VIEW
        COMMENT ON CLUSTER nope IS 'x'            | unknown cluster 'nope'
        """)
    void refuses(String statement, String message) {
        db.run(
                "CREATE SCHEMA s",
                "CREATE ROLE r",
                "CREATE CLUSTER c (SIZE '25cc')",
                "CREATE TABLE s.t (a int)",
                "CREATE VIEW s.v AS SELECT a FROM s.t");
        assertThat(db.message(statement)).isEqualTo(message);
    }

    @Test
    void explainsReservedNames() {
        assertThat(db.error("CREATE SCHEMA mz_x").detail())
                .isEqualTo("The prefixes \"mz_\" and \"pg_\" are reserved for system schemas.");
    }

    @Test
    void keepsCommentsWithTheirObjects() {
        db.run(
                "CREATE SCHEMA a",
                "CREATE SCHEMA b",
                "CREATE CLUSTER c (SIZE '25cc')",
                "CREATE CLUSTER d (SIZE '25cc')",
                "CREATE TABLE a.t (x int, \"y y\" int)",
                "COMMENT ON SCHEMA a IS 'it''s a'",
                "COMMENT ON SCHEMA b IS 'b'",
                "COMMENT ON CLUSTER c IS 'c'",
                "COMMENT ON CLUSTER REPLICA c.r1 IS 'r'",
                "COMMENT ON COLUMN a.t.\"y y\" IS 'y'",
                "COMMENT ON DATABASE materialize IS 'd'",
                "ALTER SCHEMA a SWAP WITH b",
                "ALTER CLUSTER c SWAP WITH d",
                "COMMENT ON SCHEMA a IS NULL");
        assertThat(db.rows("SELECT object_type, object_sub_id, comment FROM mz_internal.mz_comments ORDER BY 1, 3"))
                .containsExactly("cluster|-|c", "cluster-replica|-|r", "database|-|d", "schema|-|it's a", "table|2|y");
        assertThat(db.show("SHOW SCHEMAS WHERE name NOT LIKE '%\\_%'")).containsExactly("a|", "b|it's a", "public|");
        assertThat(db.show("SHOW CLUSTERS WHERE name = 'd'")).containsExactly("d|r1 (25cc)|c");
        assertThat(db.show("SHOW COLUMNS FROM b.t")).containsExactly("x|t|integer|", "y y|t|integer|y");
    }

    @Test
    void limitsCommentsByBytes() {
        db.run("COMMENT ON SCHEMA public IS '" + "é".repeat(512) + "'");
        assertThat(db.message("COMMENT ON SCHEMA public IS '" + "é".repeat(513) + "'"))
                .isEqualTo("provided comment was 1026 bytes long, max size is 1024 bytes");
    }

    @Test
    void changesTheOwnerOfDependentPartsToo() {
        db.run(
                "CREATE ROLE r",
                "CREATE ROLE q",
                "CREATE TABLE t (a int)",
                "CREATE INDEX i ON t (a)",
                "GRANT INSERT ON t TO q",
                "CREATE CLUSTER c (SIZE '25cc')",
                "ALTER TABLE t OWNER TO r",
                "ALTER CLUSTER c OWNER TO r");
        assertThat(
                        db.rows(
                                "SELECT o.name, r.name FROM mz_store.item o JOIN mz_store.role r ON r.id = o.owner_id ORDER BY 1"))
                .containsExactly("i|r", "t|r");
        assertThat(db.rows(
                        "SELECT g.name, f.name, letters FROM mz_store.privilege p JOIN mz_store.role g ON g.id = p.grantee"
                                + " JOIN mz_store.role f ON f.id = p.grantor WHERE object_kind = 'item' ORDER BY 1"))
                .containsExactly("q|r|a", "r|r|arwd");
        assertThat(db.rows("SELECT o.name FROM mz_store.replica p JOIN mz_store.cluster c ON c.id = p.cluster_id"
                        + " JOIN mz_store.role o ON o.id = p.owner_id WHERE c.name = 'c'"))
                .containsExactly("r");
        assertThat(db.outcome("ALTER INDEX i OWNER TO q").notices())
                .extracting(n -> n.severity(), n -> n.sqlState(), n -> n.message())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "WARNING", "01000", "cannot change owner of \"materialize.public.i\""));
        db.run("REASSIGN OWNED BY r TO q");
        assertThat(
                        db.rows(
                                "SELECT DISTINCT owner_id = (SELECT id FROM mz_store.role WHERE name = 'q') FROM mz_store.item"))
                .containsExactly("t");
    }

    @Test
    void renamesAnyName() {
        db.run(
                "CREATE TABLE \"a.b\" (x int)",
                "CREATE VIEW v AS SELECT * FROM \"a.b\"",
                "ALTER TABLE \"a.b\" RENAME TO \"sel\"\"ect $ 🐘\"",
                "CREATE VIEW w AS SELECT x FROM \"sel\"\"ect $ 🐘\"");
        assertThat(db.createSql("v")).endsWith("FROM [u? AS \"materialize\".\"public\".\"sel\"\"ect $ 🐘\"]");
        assertThat(db.rows("SELECT details -> 'old_name' ->> 'item', details -> 'new_name' ->> 'item'"
                        + " FROM mz_catalog.mz_audit_events WHERE event_type = 'alter'"))
                .containsExactly("a.b|sel\"ect $ 🐘");
    }
}

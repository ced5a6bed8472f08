package dev.verdigris.sandbox.catalog.query;

import dev.verdigris.sandbox.catalog.Dialect;
import dev.verdigris.sandbox.error.SqlError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShowQueriesTest {

    private final Dialect db = Dialect.fresh();

    @BeforeEach
    void objects() {
        db.run(
                "CREATE ROLE r",
                "CREATE ROLE m",
                "GRANT r TO m",
                "CREATE CLUSTER c (SIZE '50cc', REPLICATION FACTOR 2)",
                "CREATE SCHEMA s",
                "CREATE TABLE t (a int NOT NULL, \"b b\" text)",
                "CREATE VIEW v AS SELECT a FROM t",
                "CREATE MATERIALIZED VIEW mv IN CLUSTER c AS SELECT a FROM v",
                "CREATE INDEX i IN CLUSTER c ON t (a, upper(\"b b\"))",
                "CREATE SECRET k AS 'x'",
                "CREATE CONNECTION conn TO KAFKA (BROKER 'b')",
                "CREATE SINK snk IN CLUSTER c FROM mv INTO KAFKA CONNECTION conn (TOPIC 't') FORMAT JSON ENVELOPE"
                        + " DEBEZIUM",
                "CREATE SOURCE src IN CLUSTER c FROM LOAD GENERATOR COUNTER",
                "CREATE TABLE ft FROM SOURCE src (REFERENCE counter)",
                "COMMENT ON TABLE t IS 'of t'",
                "GRANT SELECT ON t TO r",
                "GRANT USAGE ON CLUSTER c TO r",
                "GRANT CREATE ON DATABASE materialize TO r",
                "GRANT USAGE ON SCHEMA s TO r",
                "GRANT USAGE ON SECRET k TO r",
                "GRANT USAGE ON CONNECTION conn TO r",
                "GRANT CREATEDB ON SYSTEM TO r",
                "ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT USAGE ON SECRETS TO r",
                "ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s GRANT SELECT ON TABLES TO m");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        SHOW CLUSTERS WHERE name = 'c'            ~ c|r1 (50cc), r2 (50cc)|
        SHOW CLUSTER REPLICAS WHERE cluster = 'c' AND replica = 'r2' ~ c|r2|50cc|f|
        SHOW DATABASES                            ~ materialize|
        SHOW SCHEMAS LIKE 's%'                    ~ s|
        SHOW SCHEMAS FROM materialize WHERE name = 's' ~ s|
        SHOW ROLES LIKE 'r'                       ~ r|
        SHOW TABLES LIKE 't'                      ~ t|of t
        SHOW TABLES FROM public WHERE name = 't'  ~ t|of t
        SHOW TABLES ON src                        ~ ft|
        SHOW VIEWS                                ~ v|
        SHOW MATERIALIZED VIEWS IN CLUSTER c      ~ mv|c|
        SHOW MATERIALIZED VIEWS FROM public       ~ mv|c|
        SHOW INDEXES ON t                         ~ i|t|c|{a,"upper(\\"b b\\")"}|
        SHOW INDEXES FROM materialize.public IN CLUSTER c ~ i|t|c|{a,"upper(\\"b b\\")"}|
        SHOW SINKS                                ~ snk|kafka|c|
        SHOW SOURCES LIKE 'src'                   ~ src|load-generator|c|
        SHOW CONNECTIONS                          ~ conn|kafka|
        SHOW SECRETS                              ~ k|
        SHOW COLUMNS FROM t WHERE name <> 'a'     ~ b b|t|text|
        SHOW OBJECTS LIKE 'mv'                    ~ mv|materialized-view|
        SHOW ROLE MEMBERSHIP FOR m                ~ r|m|mz_system
        SHOW CREATE TABLE t                       ~ materialize.public.t|CREATE TABLE materialize.public.t (a pg_catalog.int4 NOT NULL, "b b" pg_catalog.text);
        SHOW CREATE INDEX i                       ~ materialize.public.i|CREATE INDEX i IN CLUSTER c ON materialize.public.t (a, upper("b b"));
        """)
    void answers(String statement, String row) {
        assertThat(db.show(statement)).containsExactly(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        SHOW PRIVILEGES FOR r WHERE grantee <> 'PUBLIC' AND object_type = 'table' ~ mz_system|r|materialize|public|t|table|SELECT
        SHOW PRIVILEGES FOR m LIKE 't'            ~ mz_system|r|materialize|public|t|table|SELECT
        SHOW PRIVILEGES ON TABLES FOR r           ~ mz_system|r|materialize|public|t|table|SELECT
        SHOW PRIVILEGES ON CLUSTERS LIKE 'c'      ~ mz_system|r|-|-|c|cluster|USAGE
        SHOW PRIVILEGES ON DATABASES FOR r WHERE grantee = 'r' ~ mz_system|r|-|-|materialize|database|CREATE
        SHOW PRIVILEGES ON SCHEMAS FOR r LIKE 's' ~ mz_system|r|materialize|-|s|schema|USAGE
        SHOW PRIVILEGES ON SECRETS                ~ mz_system|r|materialize|public|k|secret|USAGE
        SHOW PRIVILEGES ON CONNECTIONS            ~ mz_system|r|materialize|public|conn|connection|USAGE
        SHOW PRIVILEGES ON SYSTEM FOR r           ~ mz_system|r|-|-|-|system|CREATEDB
        SHOW DEFAULT PRIVILEGES ON TABLES FOR m   ~ r|materialize|s|table|m|SELECT
        SHOW DEFAULT PRIVILEGES ON SECRETS FOR m  ~ r|-|-|secret|r|USAGE
        """)
    void answersAboutPrivileges(String statement, String row) {
        assertThat(db.show(statement)).containsExactly(row);
    }

    @Test
    void readsOtherRelationsToo() {
        assertThat(db.show("SHOW COLUMNS FROM mz_catalog.mz_schemas WHERE name = 'id'"))
                .singleElement()
                .asString()
                .startsWith("id|");
        assertThat(db.show("SHOW NETWORK POLICIES")).isEmpty();
        assertThat(db.show("SHOW TYPES")).isEmpty();
        assertThat(db.show("SHOW PRIVILEGES ON TYPES")).isEmpty();
        assertThat(db.show("SHOW CREATE CLUSTER c"))
                .containsExactly("c|CREATE CLUSTER \"c\" (INTROSPECTION DEBUGGING = false, INTROSPECTION INTERVAL ="
                        + " INTERVAL '00:00:01', MANAGED = true, REPLICATION FACTOR = 2, SIZE = '50cc', SCHEDULE ="
                        + " MANUAL)");
    }

    @Test
    void refusesUnknownNames() {
        assertThatThrownBy(() -> db.show("SHOW TABLES FROM nope"))
                .isInstanceOf(SqlError.class)
                .hasMessage("XX000: unknown schema 'nope'");
        assertThatThrownBy(() -> db.show("SHOW SINKS IN CLUSTER nope")).hasMessage("XX000: unknown cluster 'nope'");
        assertThatThrownBy(() -> db.show("SHOW INDEXES ON nope")).hasMessage("XX000: unknown catalog item 'nope'");
        assertThatThrownBy(() -> db.show("SHOW CREATE VIEW t")).hasMessage("XX000: t is not a view");
    }
}

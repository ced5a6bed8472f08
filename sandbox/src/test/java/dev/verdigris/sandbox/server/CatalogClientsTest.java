package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.SharedSandbox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that read the catalog as a PostgreSQL of version 9.5: psql's commands and pgjdbc's metadata. */
class CatalogClientsTest {

    @BeforeAll
    static void make() throws SQLException {
        try (Connection connection = SharedSandbox.connectSystem("");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "CREATE SCHEMA seen",
                    "CREATE TABLE seen.people (id int NOT NULL, \"full name\" text DEFAULT 'nobody', size uint8)",
                    "CREATE VIEW seen.names AS SELECT \"full name\" FROM seen.people",
                    "CREATE MATERIALIZED VIEW seen.counted AS SELECT count(*) AS c FROM seen.people",
                    "CREATE INDEX people_idx ON seen.people (id)",
                    "COMMENT ON TABLE seen.people IS 'who is there'",
                    "COMMENT ON COLUMN seen.people.id IS 'a number'")) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d", "\\dn", "\\dn+", "\\l", "\\dt", "\\dt+", "\\dv", "\\dm", "\\di", "\\du", "\\dT", "\\df", "\\da",
                "\\dp", "\\db", "\\dx"
            })
    void psqlsListingsWork(String command) throws IOException, InterruptedException {
        assertThat(psql("SET search_path = seen;\n" + command)).isNotEmpty();
    }

    @Test
    void psqlListsRelationsWithTheirKinds() throws IOException, InterruptedException {
        assertThat(psql("\\d seen.*").lines().toList())
                .anySatisfy(line -> assertThat(line).contains("Table \"seen.people\""))
                .anySatisfy(line -> assertThat(line).contains("View \"seen.names\""))
                .anySatisfy(line -> assertThat(line).contains("Materialized view \"seen.counted\""));
        assertThat(psql("SET search_path = seen;\n\\dm").lines().toList())
                .contains("seen|counted|materialized view|mz_system");
        assertThat(psql("SET search_path = seen;\n\\di").lines().toList())
                .contains("seen|people_idx|index|mz_system|people");
    }

    @Test
    void psqlDescribesATable() throws IOException, InterruptedException {
        assertThat(psql("\\d seen.people").lines().toList())
                .contains("id|integer||not null|", "full name|text|||'nobody'::text", "size|uint8|||")
                .noneSatisfy(line -> assertThat(line).contains("mz_data_changed"));
    }

    @Test
    void pgjdbcListsTablesByType() throws SQLException {
        try (Connection connection = SharedSandbox.connect("")) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(rows(metaData.getTables(null, "seen", "%", null), "TABLE_NAME", "TABLE_TYPE", "REMARKS"))
                    .contains("people|TABLE|who is there", "names|VIEW|null", "counted|MATERIALIZED VIEW|null");
            assertThat(rows(metaData.getTables(null, "seen", "%", new String[] {"TABLE"}), "TABLE_NAME"))
                    .containsExactly("people");
        }
    }

    @Test
    void pgjdbcListsColumns() throws SQLException {
        try (Connection connection = SharedSandbox.connect("")) {
            assertThat(rows(
                            connection.getMetaData().getColumns(null, "seen", "people", "%"),
                            "COLUMN_NAME",
                            "TYPE_NAME",
                            "IS_NULLABLE",
                            "COLUMN_DEF",
                            "REMARKS",
                            "ORDINAL_POSITION"))
                    .containsExactly(
                            "id|int4|NO|null|a number|1",
                            "full name|text|YES|'nobody'::text|null|2",
                            "size|uint8|YES|null|null|3");
        }
    }

    @Test
    void pgjdbcListsSchemasAndCatalogs() throws SQLException {
        try (Connection connection = SharedSandbox.connect("")) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(rows(metaData.getSchemas(), "TABLE_SCHEM"))
                    .contains("seen", "public", "mz_catalog")
                    .doesNotContain("mz_store", "mz_pg", "mz_source_data");
            assertThat(rows(metaData.getCatalogs(), "TABLE_CAT")).containsExactly("materialize");
            assertThat(rows(metaData.getPrimaryKeys(null, "seen", "people"), "COLUMN_NAME"))
                    .isEmpty();
            assertThat(rows(metaData.getTypeInfo(), "TYPE_NAME")).contains("int4", "text", "uint8", "mz_timestamp");
        }
    }

    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String psql(String script) throws IOException, InterruptedException {
        return Psql.run(script, "-q");
    }
}

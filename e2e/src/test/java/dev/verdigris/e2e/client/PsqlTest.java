package dev.verdigris.e2e.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** psql's commands that look into the catalog, in the forms that Materialize's own tests use them. */
final class PsqlTest {

    @TempDir
    private static Path directory;

    @BeforeAll
    static void make() {
        ClientServer.sql(
                "CREATE ROLE psql_owner",
                "CREATE SCHEMA psql_schema",
                "CREATE SCHEMA psql_other",
                "CREATE TABLE psql_schema.psql_t (id int NOT NULL, \"full name\" text, size uint8)",
                "CREATE VIEW psql_schema.psql_v AS SELECT \"full name\" FROM psql_schema.psql_t",
                "CREATE MATERIALIZED VIEW psql_schema.psql_mv AS SELECT count(*) AS c FROM psql_schema.psql_t",
                "CREATE INDEX psql_i ON psql_schema.psql_t (id, upper(\"full name\"))",
                "COMMENT ON TABLE psql_schema.psql_t IS 'all of them'");
    }

    @Test
    void listsDatabases() {
        List<Map<String, String>> databases = table("\\l materialize");
        assertThat(databases).hasSize(1);
        assertThat(databases.getFirst())
                .containsEntry("Name", "materialize")
                .containsEntry("Owner", "mz_system")
                .containsEntry("Encoding", "UTF8")
                .containsEntry("Collate", "C")
                .containsEntry("Ctype", "C")
                .containsEntry("Access privileges", "");
    }

    @Test
    void listsSchemas() {
        assertThat(table("\\dn psql_*"))
                .containsExactly(
                        Map.of("Name", "psql_other", "Owner", "materialize"),
                        Map.of("Name", "psql_schema", "Owner", "materialize"));
        assertThat(table("\\dn")).contains(Map.of("Name", "public", "Owner", "mz_system"));
    }

    @Test
    void listsRelationsByTheirKinds() {
        assertThat(table("\\dt psql_t")).containsExactly(relation("psql_t", "table"));
        assertThat(table("\\dv psql_v")).containsExactly(relation("psql_v", "view"));
        assertThat(table("\\dm psql_mv")).containsExactly(relation("psql_mv", "materialized view"));
        assertThat(table("\\dmv psql_*"))
                .containsExactly(relation("psql_mv", "materialized view"), relation("psql_v", "view"));
        Map<String, String> index = new HashMap<>(relation("psql_i", "index"));
        index.put("Table", "psql_t");
        assertThat(table("\\di psql_i")).containsExactly(index);
        assertThat(table("\\d")).contains(relation("psql_t", "table"), relation("psql_mv", "materialized view"));
        assertThat(table("\\dt psql_other.*")).isEmpty();
    }

    private static Map<String, String> relation(String name, String type) {
        return Map.of("Schema", "psql_schema", "Name", name, "Type", type, "Owner", "materialize");
    }

    @Test
    void describesATableWithItsIndexes() {
        assertThat(lines("\\d psql_schema.psql_t"))
                .containsExactly(
                        "Table \"psql_schema.psql_t\"",
                        "Column|Type|Collation|Nullable|Default",
                        "id|integer||not null|",
                        "full name|text|||",
                        "size|uint8|||",
                        "Indexes:",
                        "    \"psql_i\" arrangement (id,upper(\"full name\"))");
    }

    @Test
    void describesAViewAndShowsItsQuery() {
        assertThat(lines("\\d psql_v"))
                .containsExactly(
                        "View \"psql_schema.psql_v\"", "Column|Type|Collation|Nullable|Default", "full name|text|||");
        assertThat(lines("\\d psql_mv")).contains("Materialized view \"psql_schema.psql_mv\"", "c|bigint|||");
        assertThat(String.join(" ", lines("\\sv psql_v")))
                .contains("SELECT \"full name\" FROM")
                .contains("\"materialize\".\"psql_schema\".\"psql_t\"");
    }

    @Test
    void listsRoles() {
        assertThat(table("\\du psql_owner"))
                .singleElement()
                .satisfies(role -> assertThat(role).containsEntry("Role name", "psql_owner"));
    }

    @Test
    void connectsAndPrintsTheAddress() {
        String port = Integer.toString(ClientServer.sandbox().port());
        assertThat(lines("\\c materialize"))
                .containsExactly("You are now connected to database \"materialize\" as user \"materialize\".");
        assertThat(String.join(" ", lines("\\conninfo")))
                .contains("\"materialize\"")
                .contains(port);
        assertThat(lines("\\encoding")).containsExactly("UTF8");
    }

    @Test
    void showsNoticesAndErrorsWithTheirPlace() {
        Program.Ended ended = psql("CREATE SCHEMA IF NOT EXISTS psql_other;\nSELECT 1 FROM (;\nSELEC 1;");
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.err()).contains("NOTICE:  schema \"psql_other\" already exists, skipping");
        assertThat(ended.err()).contains("ERROR:  Expected").contains("LINE 1: SELECT 1 FROM (");
    }

    @Test
    void copiesToItsOutput() {
        assertThat(lines("\\copy (VALUES (1, 'a'), (2, 'b')) TO STDOUT WITH (FORMAT csv)"))
                .containsExactly("1,a", "2,b");
    }

    @Test
    void sharesVariablesAndBlocksWithAScript() {
        assertThat(lines("""
                \\set who 'o''neill'
                BEGIN;
                SELECT :'who' AS who;
                COMMIT;
                SELECT 2 AS two \\gset
                \\echo :two""")).containsExactly("BEGIN", "who", "o'neill", "COMMIT", "2");
    }

    /** A listing as rows by column name: releases of psql differ in which columns there are. */
    private static List<Map<String, String>> table(String command) {
        List<String> lines = lines(command);
        int head = 0;
        while (head < lines.size() && !lines.get(head).contains("|")) {
            head++;
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = head + 1; i < lines.size(); i++) {
            String[] names = lines.get(head).split("\\|", -1);
            String[] cells = lines.get(i).split("\\|", -1);
            assertThat(cells).as(lines.get(i)).hasSameSizeAs(names);
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < names.length; column++) {
                row.put(names[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> lines(String script) {
        return psql("SET search_path = psql_schema, psql_other;\n" + script)
                .succeeded()
                .out()
                .lines()
                .filter(line -> !line.isBlank() && !line.equals("SET"))
                .toList();
    }

    private static Program.Ended psql(String script) {
        return ClientServer.addressed(Program.in(directory))
                .runOrSkip(script, List.of("psql", "-X", "-A", "-P", "footer=off", "-v", "ON_ERROR_STOP=1", "-f", "-"));
    }
}

package dev.verdigris.sandbox.session.query;

import java.sql.SQLException;

import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No search path reaches PostgreSQL's own schemas that Materialize does not have. */
class HiddenSchemasTest {

    private static SqlClient boss;

    @BeforeAll
    static void makesADatabaseOfSomebodyElse() throws SQLException {
        boss = SqlClient.connect(SharedSandbox.get().internalJdbcUrl());
        boss.run(
                "CREATE ROLE plain",
                "CREATE DATABASE theirs",
                "CREATE TABLE theirs.public.hidden (a text)",
                "INSERT INTO theirs.public.hidden VALUES ('secret')");
    }

    @AfterAll
    static void dropsIt() throws SQLException {
        boss.run("DROP DATABASE theirs CASCADE", "DROP ROLE plain");
        boss.close();
    }

    private static SqlClient plain() throws SQLException {
        return SqlClient.connect(SharedSandbox.get().jdbcUrl().replace("user=materialize", "user=plain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT a FROM hidden", "DELETE FROM hidden", "INSERT INTO hidden VALUES ('x')"})
    void anotherDatabaseCannotBeRead(String statement) throws SQLException {
        String id =
                boss.rows("SELECT id FROM mz_databases WHERE name = 'theirs'").getFirst();
        try (SqlClient client = plain()) {
            assertThat(client.rows("SELECT current_user")).containsExactly("plain");
            client.run("SET search_path = \"mz_" + id + "/public\"");
            assertThatThrownBy(() -> client.run(statement)).hasMessageContaining("unknown catalog item 'hidden'");
            assertThat(client.rows("SELECT 'well'")).containsExactly("well");
        }
    }

    @Test
    void theStoresTablesCannotBeRead() throws SQLException {
        try (SqlClient client = plain()) {
            client.run("SET search_path = mz_store");
            assertThatThrownBy(() -> client.rows("SELECT * FROM sink_output"))
                    .hasMessageContaining("unknown catalog item 'sink_output'");
        }
    }
}

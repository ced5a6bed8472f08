package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several Executes before one Sync: outside a block each is a transaction of its own (Materialize tests: pgtest-mz).
 */
class PipelineTest {

    private Connection connection;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException, SQLException {
        connection = SharedSandbox.connect("");
        run("CREATE SCHEMA pipeline");
        run("CREATE TABLE pipeline.t (a int)");
        client = RawClient.loggedIn();
        client.answer();
    }

    @AfterEach
    void dropEverything() throws IOException, SQLException {
        client.close();
        run("DROP SCHEMA pipeline CASCADE");
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static RequestBatch pipeline(String... statements) {
        RequestBatch batch = new RequestBatch();
        for (String sql : statements) {
            batch.parse("", sql, List.of()).bind("", "", BoundValues.none()).execute("", 0);
        }
        return batch.sync();
    }

    @Test
    void statementsBeforeAnErrorStayCommitted() throws IOException, SQLException {
        client.send(pipeline(
                "INSERT INTO pipeline.t VALUES (4)", "SELECT 1 / (SELECT 0)", "INSERT INTO pipeline.t VALUES (5)"));

        assertThat(client.answer()).isEqualTo("12C12EZ");
        assertThat(count("pipeline.t")).isEqualTo(1);
    }

    @Test
    void severalDdlStatementsMayBeInOneMessage() throws IOException, SQLException {
        client.send(pipeline("CREATE TABLE pipeline.a (x int)", "CREATE TABLE pipeline.b (x int)"));

        assertThat(client.answer()).isEqualTo("12C12CZ");
        assertThat(count("mz_tables t JOIN mz_schemas s ON s.id = t.schema_id WHERE s.name = 'pipeline'"))
                .isEqualTo(3);
    }

    @Test
    void aBlockWithinOneIsOneTransaction() throws IOException, SQLException {
        client.send(pipeline(
                "INSERT INTO pipeline.t VALUES (1)",
                "BEGIN",
                "INSERT INTO pipeline.t VALUES (2)",
                "SELECT 1 / (SELECT 0)"));
        assertThat(client.answer()).isEqualTo("12C12C12C12EZ");
        client.send(pipeline("COMMIT"));
        assertThat(client.answer()).isEqualTo("12CZ");

        assertThat(count("pipeline.t")).isEqualTo(1);
    }
}

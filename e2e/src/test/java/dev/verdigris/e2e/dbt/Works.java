package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.verdigris.sandbox.Sandbox;

/**
 * A production of so many schemas and clusters, with a materialized view and an index in each and one sink, and the
 * project of dbt for it. The project has only the models that the macros look for: the sink and what it reads.
 */
final class Works implements AutoCloseable {

    private static final String SUFFIX = "_dbt_deploy";
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private final Connection connection;
    private final int pairs;

    private Works(Connection connection, int pairs) {
        this.connection = connection;
        this.pairs = pairs;
    }

    static Works open(Sandbox sandbox, int pairs) throws SQLException {
        String system = "jdbc:postgresql://" + sandbox.host() + ":" + sandbox.internalPort()
                + "/materialize?user=mz_system&sslmode=disable&preferQueryMode=simple";
        try (Connection superuser = DriverManager.getConnection(system);
                Statement statement = superuser.createStatement()) {
            statement.execute("ALTER SYSTEM SET max_clusters = 200");
        }
        Works works = new Works(DriverManager.getConnection(sandbox.jdbcUrl()), pairs);
        works.sql("CREATE TABLE orders (id int)");
        works.sql("INSERT INTO orders VALUES (1), (2)");
        works.sql("CREATE CLUSTER outlet (SIZE = '25cc')");
        works.sql("CREATE SCHEMA works_outlet");
        for (int i = 0; i < pairs; i++) {
            works.sql("CREATE SCHEMA works_s" + i);
            works.sql("CREATE CLUSTER c" + i + " (SIZE = '25cc')");
        }
        works.build("");
        works.sql("CREATE CONNECTION works_outlet.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)"
                + " WITH (VALIDATE = false)");
        works.sql("CREATE SINK works_outlet.sink IN CLUSTER outlet FROM works_s0.v0 INTO KAFKA CONNECTION"
                + " works_outlet.kafka (TOPIC 'orders') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        return works;
    }

    /** Builds the staged side, and waits until it is hydrated. */
    void build() throws SQLException {
        build(SUFFIX);
    }

    private void build(String suffix) throws SQLException {
        for (int i = 0; i < pairs; i++) {
            String view = "works_s" + i + suffix + ".v" + i;
            sql("CREATE MATERIALIZED VIEW " + view + " IN CLUSTER c" + i + suffix + " AS SELECT id FROM public.orders");
            sql("CREATE INDEX i" + i + " IN CLUSTER c" + i + suffix + " ON " + view + " (id)");
        }
        while (!one("SELECT count(*) FROM mz_internal.mz_hydration_statuses WHERE object_id LIKE 'u%'"
                        + " AND NOT COALESCE(hydrated, false)")
                .equals("0")) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Writes the project. */
    Path write(Path project) throws IOException {
        Files.createDirectories(project.resolve("models"));
        Files.writeString(project.resolve("dbt_project.yml"), """
            name: works
            version: 1.0.0
            profile: works
            vars:
              deployment:
                prod:
                  schemas: [%s]
                  clusters: [%s]
            """.formatted(names("works_s"), names("c")));
        Files.writeString(project.resolve("profiles.yml"), """
            works:
              target: prod
              outputs:
                prod:
                  type: materialize
                  host: "{{ env_var('MZ_HOST') }}"
                  port: "{{ env_var('MZ_PORT') | as_number }}"
                  user: materialize
                  pass: ""
                  database: materialize
                  schema: works
                  cluster: quickstart
                  sslmode: disable
            """);
        Files.writeString(
                project.resolve("models/v0.sql"),
                "{{ config(materialized='materialized_view', schema='s0', cluster='c0') }} SELECT id FROM public.orders");
        Files.writeString(
                project.resolve("models/sink.sql"),
                "{{ config(materialized='sink', schema='outlet', cluster='outlet') }} FROM {{ ref('v0') }} INTO KAFKA"
                        + " CONNECTION works_outlet.kafka (TOPIC 'orders') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE"
                        + " UPSERT");
        return project;
    }

    private String names(String prefix) {
        return IntStream.range(0, pairs).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    /** How many schemas and clusters have the suffix. */
    String left() throws SQLException {
        return one("SELECT (SELECT count(*) FROM mz_schemas WHERE name LIKE '%" + SUFFIX + "')"
                + " + (SELECT count(*) FROM mz_clusters WHERE name LIKE '%" + SUFFIX + "')");
    }

    /** The schema of what the sink reads. */
    String sinkReads() throws SQLException {
        return one("SELECT s.name FROM mz_sinks k JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                + " JOIN mz_materialized_views v ON v.id = d.referenced_object_id"
                + " JOIN mz_schemas s ON s.id = v.schema_id");
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private String one(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

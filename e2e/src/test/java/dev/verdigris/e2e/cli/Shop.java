package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;

/** A small environment: one schema with a view and a materialized view on one cluster, and a sink that reads it. */
public final class Shop {

    private final Target target;
    private final Path directory;

    private Shop(Target target, Path directory) {
        this.target = target;
        this.directory = directory;
    }

    /** Makes version 1 live on the server and writes the project with its configuration into the directory. */
    public static Shop open(Sandbox sandbox, Path directory) {
        return open(sandbox, directory, "materialize");
    }

    /** The same in another database, which must exist. */
    static Shop open(Sandbox sandbox, Path directory, String database) {
        return open(new Target(sandbox.host(), sandbox.port(), "materialize", "", database), directory);
    }

    /** The same on a server that wants a password, which the command line gets by its variable. */
    public static Shop openWithPassword(Sandbox sandbox, Path directory, String password) {
        return open(new Target(sandbox.host(), sandbox.port(), "materialize", password, "materialize"), directory);
    }

    private static Shop open(Target target, Path directory) {
        Shop shop = new Shop(target, directory);
        shop.sql(
                "CREATE CLUSTER serving (SIZE = '25cc')",
                "CREATE CLUSTER outlet (SIZE = '25cc')",
                "CREATE SCHEMA raw",
                "CREATE SCHEMA shop",
                "CREATE SCHEMA outlet",
                "CREATE TABLE raw.orders (id int, status text, amount int)",
                "INSERT INTO raw.orders VALUES (1, 'open', 10), (2, 'paid', 20)",
                "CREATE VIEW shop.release AS SELECT 1 AS version",
                "CREATE MATERIALIZED VIEW shop.revenue IN CLUSTER serving AS "
                        + "SELECT status, sum(amount) AS total FROM raw.orders GROUP BY status",
                "CREATE CONNECTION outlet.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) "
                        + "WITH (VALIDATE = false)",
                "CREATE SINK outlet.revenue IN CLUSTER outlet FROM shop.revenue INTO KAFKA CONNECTION outlet.kafka "
                        + "(TOPIC 'revenue') KEY (status) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        shop.write("verdigris.yml", """
                environments:
                  prod:
                    connection:
                      url: %s
                    schemas: [shop]
                    clusters: [serving]
                """.formatted(shop.url()));
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 2 AS version;\n");
        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status, sum(amount) AS total, count(*) AS orders FROM raw.orders GROUP BY status;
                CREATE INDEX revenue_by_status IN CLUSTER serving ON revenue (status);
                """);
        shop.write("checks/revenue_is_positive.sql", "SELECT status, total FROM shop.revenue WHERE total < 0;\n");
        return shop;
    }

    /** The server, without the password. */
    public String url() {
        return "postgres://%s@%s:%d/%s?sslmode=disable"
                .formatted(target.user(), target.host(), target.port(), target.database());
    }

    private Map<String, String> variables() {
        return target.password().isEmpty() ? Map.of() : Map.of("VERDIGRIS_PASSWORD", target.password());
    }

    public Path directory() {
        return directory;
    }

    /** Writes a file of the project. */
    public void write(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs the command line in the project's directory. */
    public VerdigrisProcess.Ended verdigris(String... arguments) {
        return VerdigrisProcess.run(directory, variables(), arguments);
    }

    /** Starts the command line in the project's directory. */
    public VerdigrisProcess start(String... arguments) {
        return VerdigrisProcess.start(directory, variables(), arguments);
    }

    /** Runs statements one by one; a refusal fails the test. The rows of the last one. */
    public List<List<Optional<String>>> sql(String... statements) {
        List<List<Optional<String>>> rows = List.of();
        try (WireClient client = WireClient.connect(target, Map.of())) {
            for (String statement : statements) {
                Answer answer = client.simple(statement);
                if (answer.error().isPresent()) {
                    throw new AssertionError(statement + "\n" + answer.error().get());
                }
                rows = answer.results().getLast().rows();
            }
            return rows;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The only value of a query. */
    String value(String query) {
        return sql(query).getFirst().getFirst().orElse("NULL");
    }

    /** Which version the live name reads. */
    public String liveVersion() {
        return value("SELECT version FROM shop.release");
    }

    /** The schema of the object that the sink reads. */
    String sinkReads() {
        return value("""
                SELECT sc.name FROM mz_catalog.mz_sinks s
                JOIN mz_internal.mz_object_dependencies d ON d.object_id = s.id
                JOIN mz_catalog.mz_materialized_views m ON m.id = d.referenced_object_id
                JOIN mz_catalog.mz_schemas sc ON sc.id = m.schema_id
                WHERE s.name = 'revenue'""");
    }
}

package dev.verdigris.cli.advice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.cli.command.Cli;
import dev.verdigris.sandbox.Sandbox;

/**
 * The example for dbt on a sandbox, deployed by both tools. The macros of dbt are played: their recorded messages go to
 * the server as dbt sent them. {@code HandOversTest} compares the recording with the real dbt.
 */
final class House implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path EXAMPLE = ROOT.resolve("examples/dbt-auction");
    private static final Path RECORDING = ROOT.resolve("cli/src/test/resources/macros/auction.sql");
    private static final Pattern SECTION = Pattern.compile("--- (\\w+)");
    private static final Pattern CREATE = Pattern.compile("^create ((?:materialized )?view) (\\S+)");
    private static final long BETWEEN_LOOKS = 5_000_000;

    private final Path directory;
    private final Connection connection;
    private final Map<String, List<String>> macros = new LinkedHashMap<>();
    private final String url;

    private House(Path directory, String url, Connection connection) {
        this.directory = directory;
        this.url = url;
        this.connection = connection;
    }

    /** Release 1 is live, and the configuration is that of the example. */
    static House open(Sandbox sandbox, Path directory) throws IOException, SQLException {
        String url =
                "postgres://materialize@%s:%d/materialize?sslmode=disable".formatted(sandbox.host(), sandbox.port());
        House house = new House(
                directory,
                url,
                DriverManager.getConnection("jdbc:postgresql://" + sandbox.host() + ":" + sandbox.port()
                        + "/materialize?user=materialize&sslmode=disable&preferQueryMode=simple"));
        house.read();
        Files.writeString(directory.resolve("verdigris.yml"), """
            environments:
              prod:
                connection:
                  url: %s
                schemas: [auction_core, auction_marts]
                clusters: [compute, serving]
            """.formatted(url));
        house.file("setup.sql");
        house.play("live");
        house.sql("CREATE SINK auction_outbox.other IN CLUSTER outbox FROM auction_marts.seller_performance INTO KAFKA"
                + " CONNECTION auction_outbox.kafka (TOPIC 'other') KEY (seller_id) NOT ENFORCED FORMAT JSON ENVELOPE"
                + " UPSERT");
        return house;
    }

    private void read() throws IOException {
        String section = "";
        for (String line : Files.readAllLines(RECORDING)) {
            var begin = SECTION.matcher(line);
            if (begin.matches()) {
                section = begin.group(1);
                macros.put(section, new ArrayList<>());
            } else if (!line.startsWith("--")) {
                macros.get(section).add(line);
            }
        }
    }

    /** Sends the messages of a macro. */
    void play(String macro) {
        macros.get(macro).forEach(this::sql);
    }

    /** Plays the build of another release. dbt drops an object that exists before it creates it again. */
    void build(int release) {
        macros.get("run").forEach(message -> {
            Matcher create = CREATE.matcher(message);
            if (create.find()) {
                sql("DROP " + create.group(1) + " IF EXISTS " + create.group(2) + " CASCADE");
            }
            sql(message.replace("SELECT 2 AS", "SELECT " + release + " AS"));
        });
    }

    /** The command by which Verdigris lets {@code dbt run} build; psql sends the messages of dbt. */
    List<String> builder() {
        try {
            Files.writeString(directory.resolve("run.sql"), String.join(";\n", macros.get("run")) + ";\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("exec", "--", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "run.sql", url);
    }

    /** Runs a command, with any end. */
    JsonNode ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        // What comes after the command of a builder belongs to it.
        all.addAll(1, List.of("--output", "json"));
        Cli cli = Cli.in(directory).with("PATH", System.getenv("PATH"));
        return Answer.of(cli.run(all.toArray(String[]::new))).report();
    }

    /** Runs the statements of a file of the example, each in a message of its own. */
    private void file(String name) throws IOException {
        String text = Files.readAllLines(EXAMPLE.resolve(name)).stream()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
        Stream.of(text.split(";\n")).filter(statement -> !statement.isBlank()).forEach(this::sql);
    }

    /** Runs a statement. */
    void sql(String statement) {
        try (Statement session = connection.createStatement()) {
            session.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + ": " + e.getMessage(), e);
        }
    }

    /** The only value of a query. */
    String one(String query) {
        try (Statement session = connection.createStatement();
                ResultSet rows = session.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "none";
        } catch (SQLException e) {
            throw new IllegalStateException(query + ": " + e.getMessage(), e);
        }
    }

    /** The release that readers see. */
    String live() {
        return one("SELECT model_version FROM auction_marts.release_info");
    }

    /** Where the object is that the sink of another team reads. */
    String sinkReads() {
        return one("SELECT s.name FROM mz_catalog.mz_sinks k JOIN mz_internal.mz_object_dependencies d"
                + " ON d.object_id = k.id JOIN mz_catalog.mz_materialized_views v ON v.id = d.referenced_object_id"
                + " JOIN mz_catalog.mz_schemas s ON s.id = v.schema_id WHERE k.name = 'other'");
    }

    /** Waits until all is hydrated, as the macro deploy_await does. */
    void await() {
        while (!one("SELECT count(*) FROM mz_internal.mz_hydration_statuses WHERE object_id LIKE 'u%'"
                        + " AND NOT COALESCE(hydrated, false)")
                .equals("0")) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        try (Statement session = connection.createStatement();
                ResultSet rows = session.executeQuery("SELECT 'SCHEMA ' || name FROM mz_catalog.mz_schemas WHERE name"
                        + " LIKE 'verdigris%' OR name LIKE '%_dbt_deploy' UNION ALL SELECT 'CLUSTER ' || name FROM"
                        + " mz_catalog.mz_clusters WHERE name LIKE '%_dbt_deploy'")) {
            List<String> left = new ArrayList<>();
            while (rows.next()) {
                left.add(rows.getString(1));
            }
            left.forEach(each -> sql("DROP " + each + " CASCADE"));
        }
        file("teardown.sql");
        connection.close();
    }
}

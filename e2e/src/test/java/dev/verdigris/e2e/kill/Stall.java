package dev.verdigris.e2e.kill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;

import static org.assertj.core.api.Assertions.assertThat;

/** A small production with names of its own, and a project for it: one schema and one cluster, and a sink. */
final class Stall implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;
    private static final int FIRST = 3;

    private final String name;
    private final Path directory;
    private final Sandbox sandbox;
    private final WireClient client;
    private int orders = FIRST;

    private Stall(Sandbox sandbox, String name, Path directory) throws IOException {
        this.sandbox = sandbox;
        this.name = name;
        this.directory = directory;
        this.client = WireClient.connect(
                new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize"), Map.of());
    }

    /** Opens a production. Version 1 is live, the project has version 2, and {@code corrected} in it version 3. */
    static Stall open(Sandbox sandbox, String name, Path directory) throws IOException {
        Stall stall = new Stall(sandbox, name, directory);
        stall.create();
        stall.release("", 2);
        stall.release("corrected/", 3);
        return stall;
    }

    private void release(String in, int version) throws IOException {
        write(in + "models/" + name + "/v.sql", """
                CREATE MATERIALIZED VIEW v IN CLUSTER %1$s AS SELECT id, %2$d AS version FROM %1$s_raw.orders;
                COMMENT ON MATERIALIZED VIEW v IS 'all orders';
                CREATE INDEX v_by_id IN CLUSTER %1$s ON v (id);
                """.formatted(name, version));
        write(in + "models/" + name + "/w.sql", "CREATE VIEW w AS SELECT id FROM v;\n");
        write(in + "checks/no_order_twice.sql", "SELECT id FROM " + name + ".v GROUP BY id HAVING count(*) > 1;\n");
    }

    private void create() {
        for (String statement : """
                CREATE CLUSTER @ (SIZE = '25cc')
                CREATE CLUSTER @_out (SIZE = '25cc')
                CREATE SCHEMA @
                CREATE SCHEMA @_raw
                CREATE SCHEMA @_out
                CREATE TABLE @_raw.orders (id int NOT NULL)
                INSERT INTO @_raw.orders VALUES (1), (2), (3)
                CREATE MATERIALIZED VIEW @.v IN CLUSTER @ AS SELECT id, 1 AS version FROM @_raw.orders
                CREATE VIEW @.w AS SELECT id FROM @.v
                CREATE CONNECTION @_out.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) WITH (VALIDATE = false)
                CREATE SINK @_out.@_sink IN CLUSTER @_out FROM @.v INTO KAFKA CONNECTION @_out.kafka (TOPIC '@') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT
                """.replace("@", name).lines().toList()) {
            sql(statement);
        }
        awaitSink();
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Points the project at a port of the server or of a proxy. */
    void through(int port) {
        try {
            write("verdigris.yml", """
                    environments:
                      %1$s:
                        connection:
                          url: postgres://materialize@%2$s:%3$d/materialize?sslmode=disable
                        schemas: [%1$s]
                        clusters: [%1$s]
                    """.formatted(name, sandbox.host(), port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The rows of a statement; a refusal fails the test. */
    List<List<Optional<String>>> sql(String statement) {
        try {
            Answer answer = client.simple(statement);
            assertThat(answer.error()).as(statement).isEmpty();
            return answer.results().getLast().rows();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The first column of a query. */
    List<String> column(String query) {
        return sql(query).stream().map(row -> row.getFirst().orElse("NULL")).toList();
    }

    /** Inserts an order, and waits until the sink has written it. */
    void order() {
        orders++;
        sql("INSERT INTO " + name + "_raw.orders VALUES (" + orders + ")");
        awaitSink();
    }

    private void awaitSink() {
        String query = "SELECT max((value->>'id')::int) FROM mz_sandbox.sink_output WHERE " + ofSink();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!column(query).equals(List.of(String.valueOf(orders)))) {
            assertThat(System.nanoTime()).as("the sink writes order " + orders).isLessThan(deadline);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private String ofSink() {
        return "sink = '" + name + "_sink'";
    }

    /** What the sink has written of each order: its id and how often. */
    List<String> stream() {
        return column("SELECT (value->>'id') || ' ' || sum(diff)::text || ' of ' || count(*)::text"
                + " FROM mz_sandbox.sink_output WHERE " + ofSink() + " GROUP BY value->>'id' ORDER BY 1");
    }

    /** What is expected of a sink that loses and repeats nothing. */
    List<String> wholeStream() {
        List<String> lines = new ArrayList<>();
        for (int id = 1; id <= orders; id++) {
            lines.add(id + " 1 of 1");
        }
        lines.sort(null);
        return lines;
    }

    private List<String> named(List<String> arguments) {
        return arguments.stream().map(word -> word.replace("@", name)).toList();
    }

    /** Runs the command line within the test. */
    Ran run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] words = named(arguments).toArray(String[]::new);
        int exit = new VerdigrisCli(new ProcessContext(
                        InputStream.nullInputStream(),
                        both,
                        both,
                        Set.of(),
                        Map.of(),
                        directory,
                        Optional.empty(),
                        Optional::empty))
                .run(words);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8));
    }

    /** Starts the command line as a process of its own. */
    Process start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.verdigris.cli.Main"));
        command.addAll(named(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("process.log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same text for every production: its name and all random and temporal values are replaced. */
    String anonymous(String text) {
        return text.replace(name, "@")
                .replaceAll("[0-9a-f]{64}", "<digest>")
                .replaceAll("\"whole\":\"[0-9a-f]{16}\"", "\"whole\":\"<digest>\"")
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{8}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])", "<token>")
                .replaceAll("\"session\":\\d+", "\"session\":\"<session>\"")
                // Only the run that swapped knows when it did (ADR 36).
                .replaceAll(",\"(live_at|live_by|live_token|back_at|back_by)\":\"[^\"]*\"", "");
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        for (String schema : column("SELECT name FROM mz_schemas WHERE name LIKE '%" + name + "%'")) {
            sql("DROP SCHEMA \"" + schema + "\" CASCADE");
        }
        for (String cluster : column("SELECT name FROM mz_clusters WHERE name LIKE '%" + name + "%'")) {
            sql("DROP CLUSTER \"" + cluster + "\" CASCADE");
        }
        client.close();
    }

    /**
     * A run of the command line that has ended.
     *
     * @param exit its exit code
     * @param output all that it wrote
     */
    record Ran(int exit, String output) {

        /** Requires success. */
        void succeeds(String where) {
            assertThat(exit).as("%s%n%s", where, output).isZero();
        }
    }
}

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import dev.verdigris.cli.command.Cli;
import dev.verdigris.cli.output.JsonSchemas;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.sandbox.Sandbox;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small production on a sandbox with version 1 live, and the project that releases it: one schema, one cluster, and
 * one materialized view that reads a table of others. All names are hostile. It drops all that it has made at its end.
 */
final class Shop implements AutoCloseable {

    /** The suffix of the environment. */
    static final String SUFFIX = "_g";

    private static final String DATABASE = "materialize";
    private static final long BETWEEN_LOOKS = 5_000_000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Sandbox sandbox;
    private final Path directory;
    private final String tag = "W" + NEXT.incrementAndGet();
    private final Connection owner;
    private final Connection system;
    private final Map<String, Connection> deployers = new HashMap<>();
    private final List<String> older;
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private Configuration configuration;

    private Shop(Sandbox sandbox, Path directory) throws SQLException {
        this.sandbox = sandbox;
        this.directory = directory;
        this.owner = connect(sandbox.port(), "materialize");
        this.system = connect(sandbox.internalPort(), "mz_system");
        this.older = everything();
        this.configuration = new Configuration(
                new Configuration.Server(sandbox.host(), String.valueOf(sandbox.port()), "materialize", "disable"),
                DATABASE,
                name("env"),
                List.of(name("mart")),
                List.of(name("prod")),
                SUFFIX);
    }

    /** Opens a shop with version 1 live, and writes the files of version 2. */
    static Shop open(Sandbox sandbox, Path directory) {
        try {
            Shop shop = new Shop(sandbox, directory);
            shop.sql(
                    "CREATE SCHEMA " + shop.schema("raw"),
                    "CREATE TABLE " + shop.orders() + " (id int NOT NULL, amount int)",
                    "INSERT INTO " + shop.orders() + " VALUES (1, 10), (2, 20)",
                    "CREATE SCHEMA " + shop.schema("mart"),
                    "CREATE CLUSTER " + shop.id("prod") + " (SIZE = '25cc')",
                    shop.version(shop.view(), shop.id("prod"), 1));
            shop.system("CREATE ROLE " + shop.id("reader"));
            shop.readable(shop.schema("mart"), shop.view());
            shop.configure(shop.configuration);
            shop.model(2);
            return shop;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(int port, String user) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + sandbox.host() + ":" + port + "/" + DATABASE
                        + "?preferQueryMode=simple&sslmode=disable",
                login);
    }

    /** Lets the reader of the live side read a view. */
    void readable(String schema, String view) {
        system(
                "GRANT USAGE ON SCHEMA " + schema + " TO " + id("reader"),
                "GRANT SELECT ON TABLE " + view + " TO " + id("reader"));
    }

    /** A name by a short word, as the catalog stores it. */
    String name(String word) {
        return tag + ".sel\"ect '" + word + "' $1 😀";
    }

    /** A text with plain names in the place of the hostile ones. */
    String plain(String text) {
        String quoted = Pattern.quote(tag + ".sel\"\"ect '") + "(\\w+)" + Pattern.quote("' $1 😀");
        String bare = Pattern.quote(tag + ".sel\"ect '") + "(\\w+)" + Pattern.quote("' $1 😀");
        return text.replaceAll(quoted, "$1").replaceAll(bare, "$1");
    }

    /** The same as SQL. */
    String id(String word) {
        return Identifier.of(name(word)).sql();
    }

    /** The name of a suffixed cluster, as SQL. */
    String staged(String word) {
        return Identifier.of(name(word) + SUFFIX).sql();
    }

    /** A schema by a short word, as SQL. */
    String schema(String word) {
        return SchemaName.of(DATABASE, name(word)).sql();
    }

    /** A suffixed schema, as SQL. */
    String stagedSchema(String word) {
        return SchemaName.of(DATABASE, name(word) + SUFFIX).sql();
    }

    /** The table that the models read, as SQL. */
    String orders() {
        return schema("raw") + "." + id("orders");
    }

    /** The live view, as SQL. */
    String view() {
        return schema("mart") + "." + id("v");
    }

    /** Its counterpart, as SQL. */
    String stagedView() {
        return stagedSchema("mart") + "." + id("v");
    }

    /** The lock schema, as SQL. */
    String lock() {
        return SchemaName.of(DATABASE, "verdigris_" + name("env")).sql();
    }

    /** The only state view, as SQL. */
    String stateView() {
        return lock() + "."
                + Identifier.of(one("SELECT v.name FROM mz_catalog.mz_views v JOIN mz_catalog.mz_schemas s"
                                + " ON s.id = v.schema_id WHERE v.name NOT LIKE 'build%' AND s.name = "
                                + Literal.of("verdigris_" + name("env")).sql()))
                        .sql();
    }

    /** The statement that creates a version of the view. */
    String version(String view, String cluster, int version) {
        return "CREATE MATERIALIZED VIEW " + view + " IN CLUSTER " + cluster + " AS SELECT id, amount, " + version
                + " AS version FROM " + orders();
    }

    /** The configuration in force. */
    Configuration configuration() {
        return configuration;
    }

    /** Writes another configuration. */
    void configure(Configuration other) {
        configuration = other;
        write("verdigris.yml", other.text());
    }

    /** Writes the configuration in force again. */
    void configureAgain() {
        configure(configuration);
    }

    /** Writes the model of a version. */
    void model(int version) {
        model("v", version(view(), id("prod"), version) + ";\n");
    }

    /** Writes a model file. */
    void model(String word, String text) {
        write("models/" + encoded(name("mart")) + "/" + encoded(name(word)) + ".sql", text);
    }

    private static String encoded(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }

    /** Writes a file of the project. */
    void write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that must succeed. Each line that it writes must be an event. */
    void verdigris(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "ndjson"));
        Cli.in(directory)
                .run(all.toArray(String[]::new))
                .exits(0)
                .out()
                .lines()
                .forEach(line ->
                        assertThat(JsonSchemas.faultsOfEvent(line)).as(line).isEmpty());
    }

    /** Runs a command, with any end. */
    Answer ask(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--output", "json"));
        return Answer.of(Cli.in(directory).run(all.toArray(String[]::new)));
    }

    /** Runs a command at a terminal and answers its question with yes. */
    Cli.Ran agree(List<String> arguments) {
        return Cli.in(directory).typing("y\n").run(arguments.toArray(String[]::new));
    }

    /** Stages version 2. */
    void stage() {
        verdigris("init");
        verdigris("build");
    }

    /** Makes version 2 live. */
    void promote() {
        stage();
        verdigris("promote", "--wait");
    }

    /** Runs statements as the owner, each in a message of its own. */
    void sql(String... statements) {
        run(owner, statements);
    }

    /** Runs statements as the role that the configuration in force names, in one session. */
    void deployer(String... statements) {
        run(
                deployers.computeIfAbsent(configuration.server().user(), user -> {
                    try {
                        return connect(sandbox.port(), user);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                statements);
    }

    /** Runs statements as a superuser. */
    void system(String... statements) {
        run(system, statements);
    }

    private static void run(Connection connection, String... statements) {
        try (Statement session = connection.createStatement()) {
            for (String each : statements) {
                session.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements) + ": " + e.getMessage(), e);
        }
    }

    /** Lets a client wait for the rows of a statement until it is cancelled. */
    void subscribe(String statement) {
        Thread.ofPlatform().daemon().start(() -> {
            try (Connection client = connect(sandbox.port(), "materialize");
                    Statement session = client.createStatement()) {
                session.execute(statement);
            } catch (SQLException cancelled) {
                ended.add(cancelled.getMessage());
            }
        });
        until("SELECT 'yes' FROM mz_internal.mz_subscriptions LIMIT 1", "yes");
    }

    /** Waits until a query has one value. */
    void until(String query, String wanted) {
        while (!column(query).equals(List.of(wanted))) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** The first value of a query. */
    String one(String query) {
        return column(query).getFirst();
    }

    /** The first column of a query. */
    List<String> column(String query) {
        try (Statement session = system.createStatement();
                ResultSet rows = session.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query + ": " + e.getMessage(), e);
        }
    }

    /** A session that reads the live view as a client does, with no right but that. */
    Connection reader() throws SQLException {
        return connect(sandbox.port(), name("reader"));
    }

    /**
     * What must survive: every schema, cluster and object by its name. What is suffixed or of Verdigris is left out.
     *
     * @param live whether those of the live side must keep their ids
     */
    List<String> property(boolean live) {
        String mart = Literal.of(name("mart")).sql();
        String prod = Literal.of(name("prod")).sql();
        List<String> found = new ArrayList<>();
        found.addAll(column("SELECT 'schema ' || name" + id("id", "name = " + mart, live)
                + " FROM mz_catalog.mz_schemas WHERE " + isOfTheShop("name")));
        found.addAll(column("SELECT 'cluster ' || name" + id("id", "name = " + prod, live)
                + " FROM mz_catalog.mz_clusters WHERE " + isOfTheShop("name")));
        found.addAll(column("SELECT s.name || ' / ' || o.name" + id("o.id", "s.name = " + mart, live)
                + " FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                + " WHERE o.id LIKE 'u%' AND " + isOfTheShop("s.name")));
        return found;
    }

    private String isOfTheShop(String name) {
        return name + " LIKE " + Literal.of(tag + ".%").sql() + " AND " + name + " NOT LIKE '%" + SUFFIX + "'";
    }

    private static String id(String id, String isLive, boolean live) {
        return live ? " || CASE WHEN " + isLive + " THEN ' / ' || " + id + " ELSE '' END" : "";
    }

    private List<String> everything() {
        List<String> found = new ArrayList<>();
        found.addAll(column("SELECT 'SCHEMA ' || name FROM mz_catalog.mz_schemas WHERE id LIKE 'u%'"));
        found.addAll(column("SELECT 'CLUSTER ' || name FROM mz_catalog.mz_clusters WHERE id LIKE 'u%'"));
        return found;
    }

    @Override
    public void close() {
        system("SELECT mz_sandbox.reset()", "ALTER SYSTEM RESET max_clusters");
        List<String> made = everything();
        made.removeAll(older);
        for (String each : made) {
            int space = each.indexOf(' ');
            system("DROP " + each.substring(0, space) + " IF EXISTS "
                    + Identifier.of(each.substring(space + 1)).sql() + " CASCADE");
        }
        try {
            owner.close();
            system.close();
            for (Connection each : deployers.values()) {
                each.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

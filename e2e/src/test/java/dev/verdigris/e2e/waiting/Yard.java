package dev.verdigris.e2e.waiting;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;

import static org.assertj.core.api.Assertions.assertThat;

/** A live and a staged side on a sandbox, whose hydration is held and released at will. */
final class Yard implements AutoCloseable {

    static final String SUFFIX = "_dbt_deploy";
    private static final String OWN_NAME = "yard";
    private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

    private final Sandbox sandbox;
    private final List<String> clusters;
    private final Connection connection;

    private Yard(Sandbox sandbox, List<String> clusters, Connection connection) {
        this.sandbox = sandbox;
        this.clusters = clusters;
        this.connection = connection;
    }

    /** Creates clusters and schemas of these names, and in each a chain of so many materialized views with an index. */
    static Yard open(Sandbox sandbox, List<String> names, int views) throws SQLException {
        Connection connection = DriverManager.getConnection(sandbox.jdbcUrl() + "&ApplicationName=" + OWN_NAME);
        Yard yard = new Yard(sandbox, List.copyOf(names), connection);
        yard.sql("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1), (2)");
        for (String name : names) {
            for (String half : List.of(name, name + SUFFIX)) {
                yard.sql("CREATE CLUSTER " + half + " (SIZE = '25cc')", "CREATE SCHEMA " + half);
                String read = "public.orders";
                for (int i = 0; i < views; i++) {
                    yard.sql(
                            "CREATE MATERIALIZED VIEW " + half + ".v" + i + " IN CLUSTER " + half
                                    + " AS SELECT id FROM " + read,
                            "CREATE INDEX i" + i + " IN CLUSTER " + half + " ON " + half + ".v" + i + " (id)");
                    read = half + ".v" + i;
                }
            }
        }
        yard.untilHydrated();
        return yard;
    }

    void sql(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The staged side hydrates again, and not before {@link #release}. */
    void hold() throws SQLException {
        for (String cluster : clusters) {
            sql(
                    "SELECT mz_sandbox.hold_hydration('" + cluster + SUFFIX + "')",
                    "SELECT mz_sandbox.rehydrate('" + cluster + SUFFIX + "')");
        }
    }

    /** Lets the staged side hydrate. Returns the moment at which all was hydrated, as {@link System#nanoTime}. */
    long release() throws SQLException {
        for (String cluster : clusters) {
            sql("SELECT mz_sandbox.release_hydration('" + cluster + SUFFIX + "')");
        }
        untilHydrated();
        return System.nanoTime();
    }

    /** Every view of the live half takes this time to hydrate, and begins now: a restart of its cluster. */
    void restart(String cluster, int views, double seconds) throws SQLException {
        for (int i = 0; i < views; i++) {
            hydrationTime(cluster + ".v" + i, seconds);
        }
        sql("SELECT mz_sandbox.rehydrate('" + cluster + "')");
    }

    /** Every view of a half takes this time after the one that it reads, and waits for that from now on: a build. */
    void chain(String half, int views, double seconds) throws SQLException {
        for (int i = 0; i < views; i++) {
            hydrationTime(half + ".v" + i, (i + 1) * seconds);
        }
        sql("SELECT mz_sandbox.rehydrate('" + half + "')");
    }

    private void hydrationTime(String name, double seconds) throws SQLException {
        sql(String.format(
                Locale.ROOT,
                "SELECT mz_sandbox.set_hydration_time('%s', interval '%d milliseconds')",
                name,
                Math.round(seconds * 1000)));
    }

    void untilHydrated() throws SQLException {
        while (count("SELECT count(*) FROM mz_internal.mz_hydration_statuses WHERE object_id LIKE 'u%'"
                        + " AND NOT COALESCE(hydrated, false)")
                > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** The statements of all others since the log was cleared. */
    List<StatementLog.Entry> ofOthers() {
        return new ArrayList<>(sandbox.statementLog().entries().stream()
                .filter(entry -> !entry.applicationName().equals(OWN_NAME))
                .toList());
    }

    void forget() {
        sandbox.statementLog().clear();
    }

    Verdigris verdigris(EngineOptions options, ProgressListener listener) {
        Environment environment = Environment.builder("prod")
                .schemas(clusters.toArray(String[]::new))
                .clusters(clusters.toArray(String[]::new))
                .build();
        return Verdigris.configure(
                        ConnectionSettings.of(sandbox.host(), "materialize").withPort(sandbox.port()), environment)
                .options(options)
                .listener(listener)
                .load();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

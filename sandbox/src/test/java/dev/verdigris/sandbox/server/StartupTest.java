package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The messages to a client at its login (Materialize docs: connection options, sql/show). */
class StartupTest {

    private static Map<String, String> statuses(List<Frame> frames) throws IOException {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (Frame frame : frames) {
            if (frame.type() == 'S') {
                MessageBody body = new MessageBody(frame.body());
                statuses.put(body.string(), body.string());
            }
        }
        return statuses;
    }

    private static List<Diagnostic> notices(List<Frame> frames) throws IOException {
        List<Diagnostic> notices = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.type() == 'N') {
                notices.add(Diagnostics.decode(frame.body()));
            }
        }
        return notices;
    }

    @Test
    void reportsTheParametersOfMaterialize() throws IOException {
        try (RawClient client = RawClient.loggedIn("application_name", "me")) {
            Map<String, String> statuses = statuses(client.readUntil('Z'));
            assertThat(statuses)
                    .containsEntry("server_version", "9.5.0")
                    .containsEntry("application_name", "me")
                    .containsEntry("cluster", "quickstart")
                    .containsEntry("database", "materialize")
                    .containsEntry("search_path", "public")
                    .containsEntry("TimeZone", "UTC")
                    .containsEntry("DateStyle", "ISO, MDY")
                    .containsEntry("integer_datetimes", "on");
            assertThat(statuses.get("mz_version")).startsWith("v26.26.0");
            client.send(new RequestBatch().query("SET cluster = other"));
            List<Frame> frames = client.readUntil('Z');
            assertThat(statuses(frames)).containsExactly(Map.entry("cluster", "other"));
            assertThat(notices(frames)).singleElement().satisfies(notice -> {
                assertThat(notice.sqlState()).isEqualTo("MZ007");
                assertThat(notice.message()).isEqualTo("cluster \"other\" does not exist");
            });
        }
    }

    @Test
    void takesSettingsFromThePacketAndFromItsOptions() throws IOException {
        try (RawClient client = RawClient.loggedIn(
                "options",
                "--cluster=c\\ 1 -c search_path=a,b -cextra_float_digits=2 --nonsense=1",
                "nowhere",
                "x",
                "welcome_message",
                "off")) {
            List<Frame> frames = client.readUntil('Z');
            assertThat(statuses(frames)).containsEntry("cluster", "c 1").containsEntry("search_path", "a, b");
            assertThat(notices(frames))
                    .extracting(Diagnostic::message)
                    .containsExactly(
                            "startup setting nonsense not set: unrecognized configuration parameter \"nonsense\"",
                            "startup setting nowhere not set: unrecognized configuration parameter \"nowhere\"",
                            "session default cluster \"c 1\" does not exist");
        }
    }

    @Test
    void sendsTheWelcomeMessageUnlessDisabled() throws IOException {
        try (RawClient client = RawClient.loggedIn();
                RawClient quiet = RawClient.loggedIn("client_min_messages", "warning")) {
            assertThat(notices(client.readUntil('Z')))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.message()).startsWith("connected to Materialize v"));
            assertThat(notices(quiet.readUntil('Z'))).isEmpty();
        }
    }

    @Test
    void anUnknownDatabaseGetsANotice() throws IOException {
        try (RawClient client = RawClient.loggedIn("database", "nowhere", "welcome_message", "off")) {
            assertThat(notices(client.readUntil('Z'))).singleElement().satisfies(notice -> {
                assertThat(notice.sqlState()).isEqualTo("MZ004");
                assertThat(notice.message()).isEqualTo("session database \"nowhere\" does not exist");
            });
        }
    }

    @Test
    void variablesFollowTheTransaction() throws SQLException {
        try (Connection connection =
                        SharedSandbox.connect("&preferQueryMode=simple&options=--application_name%3Dfirst");
                Statement sql = connection.createStatement()) {
            sql.execute("SET application_name = 'outside'");
            sql.execute("BEGIN; SET application_name = 'inside'; ROLLBACK");
            assertThat(shown(sql, "application_name")).isEqualTo("outside");
            sql.execute("BEGIN; SET application_name = 'inside'; SET LOCAL cluster = 'mz_catalog_server'; COMMIT");
            assertThat(shown(sql, "application_name")).isEqualTo("inside");
            assertThat(shown(sql, "cluster")).isEqualTo("quickstart");
            sql.execute("RESET application_name");
            assertThat(shown(sql, "application_name")).isEqualTo("first");
        }
    }

    @Test
    void refusesUnknownFixedAndInvalidSettings() throws SQLException {
        try (Connection connection = SharedSandbox.connect("");
                Statement sql = connection.createStatement()) {
            assertFails(sql, "SET nonsense = 1", "42704", "unrecognized configuration parameter \"nonsense\"");
            assertFails(sql, "SHOW nonsense", "42704", "unrecognized configuration parameter \"nonsense\"");
            assertFails(sql, "SET mz_version = 'x'", "55P02", "parameter \"mz_version\" cannot be changed");
            assertFails(
                    sql,
                    "SET TimeZone = 'Nowhere/At all'",
                    "22023",
                    "invalid value for parameter \"TimeZone\": \"Nowhere/At all\"");
            assertThat(shown(sql, "timezone")).isNotEqualTo("Nowhere/At all");
        }
    }

    private static void assertFails(Statement sql, String statement, String sqlState, String message) {
        assertThatThrownBy(() -> sql.execute(statement))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo(sqlState))
                .hasMessageContaining(message);
    }

    private static String shown(Statement sql, String variable) throws SQLException {
        try (ResultSet row = sql.executeQuery("SHOW " + variable)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Test
    void asksForAPasswordAndSendsAReasonWhenItStops() throws IOException, SQLException {
        Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withPasswords(Map.of("materialize", "s'ecret")));
        try (sandbox) {
            assertThatThrownBy(() -> DriverManager.getConnection(sandbox.jdbcUrl() + "&password=wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("28P01"));
            try (Connection connection = DriverManager.getConnection(sandbox.jdbcUrl() + "&password=s'ecret");
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("SELECT 1")).isTrue();
                sandbox.close();
                assertThatThrownBy(() -> statement.execute("SELECT 1"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getSQLState()).isIn("57P01", "08006"));
            }
        }
    }

    @Test
    void theErrorNamesATakenPortAndNothingKeepsRunning() throws Exception {
        SharedSandbox.get();
        Set<String> before = workers();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            for (SandboxConfig config : List.of(
                    SandboxConfig.defaults().withPort(port),
                    SandboxConfig.defaults().withInternalPort(port))) {
                assertThatThrownBy(() -> Sandbox.start(config))
                        .isInstanceOf(SandboxStartException.class)
                        .hasMessageContaining("port " + port + " is taken")
                        .hasMessageContaining("choose another, or 0");
            }
        }
        // A sandbox of an earlier test may still be closing. No thread may stay that did not exist before.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!before.containsAll(workers()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(before).containsAll(workers());
    }

    /** The threads that every sandbox has, each with its own number. */
    private static Set<String> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sandbox-scheduler"))
                .map(thread -> thread.getName() + " " + thread.threadId())
                .collect(Collectors.toSet());
    }

    @Test
    void aFirstLoginCreatesTheRole() throws IOException, SQLException {
        String name = "Zoë \"q\".$1 😀 select";
        for (int login = 0; login < 2; login++) {
            try (RawClient client = RawClient.loggedIn("user", name)) {
                assertThat(client.answer()).endsWith("Z");
                client.send(new RequestBatch().query("SELECT current_user"));
                assertThat(client.answer()).isEqualTo("TDCZ");
            }
        }
        try (Connection connection = SharedSandbox.connect("");
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(*) FROM mz_catalog.mz_roles WHERE name LIKE 'Zoë%'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isOne();
        }
    }

    @Test
    void aSessionIsListedWhileItLasts() throws SQLException {
        String count = "SELECT count(*) FROM mz_internal.mz_sessions s WHERE s.connection_id = ";
        long id;
        try (Connection other = SharedSandbox.connect("");
                Statement sql = other.createStatement();
                ResultSet row = sql.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            id = row.getLong(1);
            assertThat(counted(count + id)).isOne();
        }
        assertThat(id).isPositive();
    }

    private static int counted(String query) throws SQLException {
        try (Connection connection = SharedSandbox.connect("");
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}

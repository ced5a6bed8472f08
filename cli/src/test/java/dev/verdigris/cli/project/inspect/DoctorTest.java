package dev.verdigris.cli.project.inspect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.command.Cli;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each question of doctor, with an answer that is a problem: on real sockets and a real sandbox. */
final class DoctorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "geheim";

    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults()
                .withPasswords(Map.of("materialize", SECRET, "other", SECRET, "mz_system", SECRET)));
        try (Connection system = DriverManager.getConnection(sandbox.internalJdbcUrl() + "&password=" + SECRET);
                Statement statement = system.createStatement()) {
            statement.execute("CREATE SCHEMA materialize.core");
            statement.execute("CREATE CLUSTER compute (SIZE = '25cc')");
            statement.execute("ALTER SCHEMA materialize.core OWNER TO materialize");
            statement.execute("ALTER CLUSTER compute OWNER TO materialize");
            statement.execute("GRANT CREATE ON DATABASE materialize TO materialize");
            statement.execute("GRANT CREATECLUSTER ON SYSTEM TO materialize");
            statement.execute("CREATE ROLE other");
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** What one run of doctor found. */
    private record Found(int exit, String out, JsonNode json) {

        JsonNode only(String topic) {
            List<JsonNode> all = all(topic);
            assertThat(all).as(out).hasSize(1);
            return all.getFirst();
        }

        List<JsonNode> all(String topic) {
            List<JsonNode> all = new ArrayList<>();
            json.path("findings").forEach(finding -> {
                if (finding.path("topic").asText().equals(topic)) {
                    all.add(finding);
                }
            });
            return all;
        }

        Found problem(String topic, String code, String... texts) {
            assertThat(all(topic)).as(out).anySatisfy(finding -> {
                assertThat(finding.path("level").asText()).isEqualTo("problem");
                assertThat(finding.path("code").asText()).isEqualTo(code);
                for (String text : texts) {
                    assertThat(finding.toString()).contains(text);
                }
            });
            return this;
        }

        Found level(String topic, String level) {
            assertThat(all(topic))
                    .as(out)
                    .isNotEmpty()
                    .allSatisfy(finding ->
                            assertThat(finding.path("level").asText()).isEqualTo(level));
            return this;
        }
    }

    private Found doctor(String url, String password) throws IOException {
        Files.writeString(directory.resolve("verdigris.yml"), """
            connection: {connect_timeout: 2s}
            environments:
              prod: {schemas: [core], clusters: [compute]}
            """);
        Path model = directory.resolve("models/core/orders.sql");
        Files.createDirectories(model.getParent());
        Files.writeString(model, "CREATE MATERIALIZED VIEW orders IN CLUSTER compute AS SELECT 1 AS id;\n");
        Cli cli = Cli.in(directory).with("VERDIGRIS_URL", url).with("VERDIGRIS_PASSWORD", password);
        Cli.Ran text = cli.run("doctor");
        Cli.Ran json = cli.run("doctor", "-ojson");
        assertThat(text.out() + text.err() + json.out() + json.err()).doesNotContain(SECRET);
        assertThat(json.exit()).isEqualTo(text.exit());
        return new Found(text.exit(), text.out(), JSON.readTree(json.out()));
    }

    private static String url(String role, int port, String more) {
        return "postgres://" + role + "@127.0.0.1:" + port + "/materialize" + more;
    }

    @Test
    void everythingIsFine() throws IOException {
        Found found = doctor(url("materialize", sandbox.port(), ""), SECRET);
        assertThat(found.exit()).as(found.out()).isZero();
        for (String topic : List.of(
                "program",
                "configuration",
                "host",
                "port",
                "encryption",
                "login",
                "server",
                "session",
                "latency",
                "clocks",
                "rights",
                "pairs",
                "limits",
                "deployment",
                "files",
                "guardrails")) {
            found.level(topic, "ok");
        }
        found.level("hazards", "warning");
        assertThat(found.level("flags", "not-asked").only("flags").path("what").asText())
                .isEqualTo("the server shows no flags to the role before Materialize 26.31");
        assertThat(found.out())
                .contains("max_clusters 25, ", "max_credit_consumption_rate 1024\n", "limits         both sides fit\n");
        assertThat(found.out()).endsWith(", 0 problems, 1 not asked\n");
    }

    @Test
    void aWrongConfiguration() throws IOException {
        Found found = doctor("mysql://h/", SECRET)
                .problem("configuration", "VG-BAD-CONFIG")
                .level("host", "not-asked");
        assertThat(found.exit()).isEqualTo(2);
    }

    @Test
    void aPortThatIsNoNumber() throws IOException {
        Found found = doctor("postgres://u:" + SECRET + "@127.0.0.1:notaport/d5", SECRET)
                .problem("configuration", "VG-BAD-CONFIG", "the connection URL has a port that is no number");
        assertThat(found.exit()).isEqualTo(2);
    }

    @Test
    void anUnknownHost() throws IOException {
        Found found = doctor("postgres://r@no-such-host.invalid/db", SECRET)
                .problem("host", "VG-UNKNOWN-HOST", "no-such-host.invalid")
                .level("port", "not-asked");
        assertThat(found.exit()).isEqualTo(2);
        assertThat(found.out()).contains("Not asked, because an earlier answer is a problem: port, encryption, login");
    }

    @Test
    void aClosedPort() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Found found = doctor(url("r", closed, ""), SECRET)
                .problem("port", "VG-UNREACHABLE", "nothing listens")
                .level("login", "not-asked");
        assertThat(found.exit()).isEqualTo(9);
    }

    @Test
    void listenersThatAreNoPostgres() throws Exception {
        try (Listener web =
                Listener.start(socket -> socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n".getBytes()))) {
            Found found = doctor(url("r", web.port(), ""), SECRET)
                    .problem("server", "VG-NOT-MATERIALIZE", "does not speak the PostgreSQL protocol");
            assertThat(found.exit()).isEqualTo(2);
        }
        try (Listener closing = Listener.start(socket -> {})) {
            doctor(url("r", closing.port(), ""), SECRET)
                    .problem("server", "VG-NOT-MATERIALIZE", "closes the connection");
        }
        try (Listener silent = Listener.start(socket -> socket.getInputStream().readAllBytes())) {
            Found hung = doctor(url("r", silent.port(), "?sslmode=prefer"), SECRET)
                    .problem("server", "VG-UNREACHABLE", "does not answer", "within 2 s", "or the server hangs");
            assertThat(hung.exit()).isEqualTo(9);
            Found plain = doctor(url("r", silent.port(), "?sslmode=disable"), SECRET)
                    .problem("login", "VG-UNREACHABLE", "or the server hangs");
            assertThat(plain.exit()).isEqualTo(9);
        }
    }

    @Test
    void aServerWithoutEncryption() throws IOException {
        Found found = doctor(url("materialize", sandbox.port(), "?sslmode=require"), SECRET)
                .problem("encryption", "VG-TLS-FAILED", "sslmode is require")
                .level("login", "not-asked");
        assertThat(found.exit()).isEqualTo(2);
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        SSLContext context = context();
        try (Listener encrypted = Listener.start(socket -> {
            socket.getOutputStream().write('S');
            try (SSLSocket inner = (SSLSocket) context.getSocketFactory().createSocket(socket, null, 0, true)) {
                inner.setUseClientMode(false);
                inner.startHandshake();
            }
        })) {
            Found seen = doctor(url("r", encrypted.port(), "?sslmode=require"), SECRET);
            assertThat(seen.only("encryption").path("what").asText())
                    .contains("TLSv1.3", "certificate of CN=doctor-test", "sslmode require does not verify it");
            assertThat(seen.only("login").path("level").asText()).isEqualTo("problem");
            Found refused = doctor(url("r", encrypted.port(), "?sslmode=verify-full"), SECRET);
            assertThat(refused.out()).contains("problem  encryption", "VG-TLS-FAILED", "CN=doctor-test");
            assertThat(refused.exit()).isEqualTo(2);
        }
    }

    private SSLContext context() throws Exception {
        Path store = directory.resolve("store.p12");
        String home = System.getProperty("java.home");
        int made = new ProcessBuilder(
                        home + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "t",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=doctor-test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aWrongPasswordAndNone() throws IOException {
        Found found = doctor(url("materialize", sandbox.port(), ""), "wrong")
                .problem("login", "VG-LOGIN-REFUSED", "correct the user and the password")
                .level("rights", "not-asked");
        assertThat(found.exit()).isEqualTo(5);
        doctor(url("materialize", sandbox.port(), ""), "")
                .problem("login", "VG-LOGIN-REFUSED", "no password is set", "VERDIGRIS_PASSWORD");
    }

    @Test
    void aDatabaseThatDoesNotExist() throws IOException {
        Found found = doctor("postgres://materialize@127.0.0.1:" + sandbox.port() + "/nowhere", SECRET)
                .problem("pairs", "VG-NO-DATABASE", "CREATE DATABASE");
        assertThat(found.exit()).isEqualTo(2);
        found.level("rights", "not-asked").level("deployment", "not-asked");
        assertThat(found.out()).doesNotContain("lock schema");
    }

    @Test
    void aRoleWithoutRights() throws IOException {
        Found found = doctor(url("other", sandbox.port(), ""), SECRET);
        assertThat(found.exit()).as(found.out()).isEqualTo(5);
        assertThat(found.all("rights"))
                .as("of init and of promote, all in one run")
                .anySatisfy(each -> assertThat(each.toString()).contains("VG-NO-PRIVILEGE", "CREATECLUSTER", "GRANT"))
                .anySatisfy(each -> assertThat(each.toString()).contains("VG-NOT-OWNER", "schema materialize.core"));
    }

    @Test
    void aPairThatDoesNotExist() throws IOException, SQLException {
        try (Connection system = DriverManager.getConnection(sandbox.internalJdbcUrl() + "&password=" + SECRET);
                Statement statement = system.createStatement()) {
            statement.execute("ALTER SCHEMA materialize.core RENAME TO core2");
            try {
                Found found = doctor(url("materialize", sandbox.port(), ""), SECRET);
                assertThat(found.exit()).isEqualTo(2);
                assertThat(found.out())
                        .contains("problem  pairs", "VG-LIVE-MISSING", "CREATE SCHEMA \"materialize\".\"core\"");
                found.level("rights", "ok");
                Found other = doctor(url("other", sandbox.port(), ""), SECRET);
                other.level("rights", "problem");
                assertThat(other.out()).contains("VG-LIVE-MISSING", "lacks CREATE on database materialize");
            } finally {
                statement.execute("ALTER SCHEMA materialize.core2 RENAME TO core");
            }
        }
    }

    @Test
    void limitsThatASecondSideExceeds() throws IOException, SQLException {
        system("ALTER SYSTEM SET max_clusters = 2");
        Found found = doctor(url("materialize", sandbox.port(), ""), SECRET)
                .problem("limits", "VG-LIMIT", "3 clusters", "allows only 2", "ALTER SYSTEM SET max_clusters = 3");
        assertThat(found.exit()).isEqualTo(3);
        assertThat(found.out()).doesNotContain("both sides fit");
        system("ALTER SYSTEM RESET max_clusters", "ALTER SYSTEM SET max_credit_consumption_rate = 0.5");
        Found credits = doctor(url("materialize", sandbox.port(), ""), SECRET);
        assertThat(credits.exit()).isZero();
        assertThat(credits.out())
                .contains(
                        "warning  limits         VG-LIMIT both sides together need 0.75 credits per hour",
                        "allows only 0.5",
                        "ALTER SYSTEM SET max_credit_consumption_rate = 1")
                .doesNotContain("both sides fit");
        system("ALTER SYSTEM SET max_credit_consumption_rate = 0.75");
        assertThat(doctor(url("materialize", sandbox.port(), ""), SECRET).out()).contains("both sides fit");
        system("ALTER SYSTEM RESET max_credit_consumption_rate");
    }

    @Test
    void sessionsThatBeginOtherwise() throws IOException, SQLException {
        system(
                "ALTER ROLE materialize SET transaction_isolation = 'serializable'",
                "ALTER ROLE materialize SET statement_timeout = '500ms'",
                "ALTER ROLE materialize SET cluster_replica = 'r9'");
        Found found = doctor(url("materialize", sandbox.port(), ""), SECRET).level("session", "warning");
        system(
                "ALTER ROLE materialize RESET transaction_isolation",
                "ALTER ROLE materialize RESET statement_timeout",
                "ALTER ROLE materialize RESET cluster_replica");
        assertThat(found.all("session")).as(found.out()).hasSize(3);
        assertThat(found.out())
                .contains(
                        "transaction_isolation serializable",
                        "statement_timeout 500 ms",
                        "cluster_replica r9",
                        "ALTER ROLE … RESET cluster_replica");
    }

    private static void system(String... statements) throws SQLException {
        try (Connection system = DriverManager.getConnection(sandbox.internalJdbcUrl() + "&password=" + SECRET);
                Statement statement = system.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}

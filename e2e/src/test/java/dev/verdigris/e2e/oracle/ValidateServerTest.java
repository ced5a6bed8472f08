package dev.verdigris.e2e.oracle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server says about models that it does not have. Materialize's parser accepts each question. */
final class ValidateServerTest {

    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        sql(sandbox.jdbcUrl(), "CREATE SCHEMA ext");
        sql(sandbox.jdbcUrl(), "CREATE TABLE ext.events (id int, kind text, at timestamp)");
    }

    @AfterAll
    static void everyQuestionIsSqlOfMaterialize() throws IOException {
        try (Sandbox ended = sandbox) {
            LoggedStatements.demandAccepted(DialectOracle.openOrSkip(), ended, 10);
        }
    }

    private static void sql(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private record Ran(int exit, String out) {}

    private Ran validate(String url, Map<String, String> files) throws IOException {
        write("verdigris.yml", """
            connection: {url: "%s"}
            environments:
              prod: {schemas: [core, "odd name"], clusters: [c]}
            """.formatted(url));
        for (Map.Entry<String, String> file : files.entrySet()) {
            write("models/" + file.getKey(), file.getValue());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = new VerdigrisCli(new ProcessContext(
                        new ByteArrayInputStream(new byte[0]),
                        both,
                        both,
                        Set.of(),
                        Map.of(),
                        directory,
                        Optional.empty(),
                        Optional::empty))
                .run("validate", "--server");
        return new Ran(exit, out.toString(StandardCharsets.UTF_8));
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String url(String role) {
        return "postgres://" + role + "@" + sandbox.host() + ":" + sandbox.port() + "/materialize";
    }

    @Test
    void goodModelsAreAcceptedAndNothingIsCreated() throws Exception {
        Ran ran = validate(
                url("materialize"),
                Map.of(
                        "core/orders.sql",
                        "CREATE VIEW orders AS SELECT id, kind AS \"Kind 🐢\" FROM ext.events;",
                        "odd name/a \"b\".sql",
                        "CREATE MATERIALIZED VIEW \"a \"\"b\"\"\" (x, y) IN CLUSTER c AS WITH orders AS (SELECT * FROM"
                                + " core.orders) SELECT core.orders.id, orders.\"Kind 🐢\" FROM core.orders"
                                + " ORDER BY 1;",
                        "core/last.sql",
                        "CREATE VIEW last AS (SELECT l.x FROM \"odd name\".\"a \"\"b\"\"\" AS l) UNION ALL (TABLE"
                                + " third) ;",
                        "core/third.sql",
                        "CREATE VIEW third AS VALUES (1), (2);"));
        assertThat(ran.out())
                .contains("4 models, 0 checks, 1 environment: no problem; the server was asked about 4 models");
        assertThat(ran.exit()).isZero();
        try (Connection connection = DriverManager.getConnection(sandbox.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet views = statement.executeQuery(
                        "SELECT count(*) FROM mz_catalog.mz_views WHERE id LIKE 'u%' OR id LIKE 't%'")) {
            assertThat(views.next()).isTrue();
            assertThat(views.getInt(1)).isZero();
        }
    }

    @Test
    void whatTheServerRefusesIsAtItsLineAndItsReadersAreNotAsked() throws Exception {
        Ran ran = validate(
                url("materialize"),
                Map.of(
                        "core/a.sql",
                        "CREATE VIEW a AS\nSELECT id,\n       nope\nFROM ext.events;",
                        "core/b.sql",
                        "CREATE VIEW b AS SELECT id FROM a;",
                        "core/c.sql",
                        "CREATE VIEW c AS\nSELECT nofunction(id) AS f FROM ext.events;",
                        "core/d.sql",
                        "CREATE VIEW d AS SELECT id + kind AS s FROM ext.events;",
                        "core/e.sql",
                        "CREATE VIEW e AS SELECT id FROM ext.nothing;",
                        "core/f.sql",
                        "CREATE VIEW f AS SELECT id,\n  kind kind kind FROM ext.events;"));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out())
                .contains(
                        "models/core/a.sql:3:8: VG-BAD-MODEL the server refuses the query of materialize.core.a: column"
                                + " \"nope\" does not exist")
                .contains("The server was not asked about materialize.core.b: it reads materialize.core.a")
                .contains("models/core/c.sql:2:8: VG-BAD-MODEL", "function \"nofunction\" does not exist")
                .contains("models/core/d.sql:1:13: VG-BAD-MODEL")
                .contains("models/core/e.sql:1:37: VG-BAD-MODEL", "unknown catalog item 'materialize.ext.nothing'")
                .contains("models/core/f.sql:2:")
                .contains("6 models, 0 checks, 1 environment: 5 problems; the server was asked about 5 models");
    }

    @Test
    void whatTheServerCannotSayIsNotAProblem() throws Exception {
        Ran ran = validate(
                url("materialize"),
                Map.of(
                        "core/r.sql",
                        "CREATE VIEW r AS WITH MUTUALLY RECURSIVE t (i int4) AS (SELECT 1 UNION SELECT i + 1 FROM t"
                                + " WHERE i < 5) SELECT i FROM t;"));
        assertThat(ran.out())
                .contains("The server was not asked about materialize.core.r: the server gives no answer: WITH MUTUALLY"
                        + " RECURSIVE is not supported by the sandbox");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void aServerThatCannotBeReachedIsTheProblem() throws Exception {
        Ran ran = validate(
                "postgres://r@127.0.0.1:1/materialize", Map.of("core/a.sql", "CREATE VIEW a AS SELECT 1 AS x;"));
        assertThat(ran.out()).contains("VG-UNREACHABLE");
        assertThat(ran.exit()).isEqualTo(9);
    }

    @Test
    void brokenFilesAreNotAsked() throws Exception {
        Ran ran = validate(url("materialize"), Map.of("core/a.sql", "CREATE VIEW a AS SELECT 'x;"));
        assertThat(ran.out()).contains("The server was not asked, because the model files have problems.");
        assertThat(ran.exit()).isEqualTo(2);
    }
}

package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.e2e.oracle.DialectOracle;
import dev.verdigris.e2e.oracle.LoggedStatements;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.DbtTests;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The life of a dbt project on one sandbox: a working day, then blue/green deployments by dbt's own macros, promoted by
 * Verdigris and by dbt. Each step depends on the steps before it.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class DbtTest {

    private static final String[] DEPLOYED = {
        "run", "--vars", "deploy: true", "--exclude", "tag:ingest", "config.materialized:sink"
    };

    private Sandbox sandbox;
    private DbtServer server;
    private DbtProject project;

    @BeforeAll
    void startSandboxAndLayTheGround(@TempDir Path folder) throws IOException, SandboxStartException {
        Optional<String> dbt = DbtProgram.find();
        assumeTrue(dbt.isPresent(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        sandbox = Sandbox.start(SandboxConfig.defaults());
        sql(
                "CREATE CLUSTER shop (SIZE = '25cc')",
                "CREATE CLUSTER serving (SIZE = '25cc')",
                "CREATE CLUSTER ingest (SIZE = '25cc')",
                "CREATE CLUSTER outlet (SIZE = '25cc')",
                "CREATE ROLE analyst",
                "GRANT USAGE ON CLUSTER serving TO analyst",
                "CREATE SCHEMA raw",
                "CREATE CONNECTION raw.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) "
                        + "WITH (VALIDATE = false)");
        server = DbtServer.start(folder, dbt.get());
        project = DbtProject.copyTo(folder.resolve("shop"), server.program().toString(), sandbox);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    @Order(1)
    void dbtDebugsSeedsAndRuns() {
        succeeds("debug");
        succeeds("seed");
        succeeds("run", "--select", "tag:ingest");
        succeeds("run", "--exclude", "tag:ingest");
        assertThat(rows("SELECT status, label, total FROM shop.revenue ORDER BY status"))
                .containsExactly("open|not yet paid|10", "paid|paid in full|50");
        assertThat(rows("SELECT label, total FROM shop_marts.summary ORDER BY label"))
                .containsExactly("not yet paid|10", "paid in full|50");
        assertThat(rows("SELECT grand_total FROM shop_marts.headline")).containsExactly("60");
        assertThat(rows(
                        "SELECT o.type, o.name, s.name, c.name FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id"
                                + " JOIN mz_clusters c ON c.id = o.cluster_id WHERE o.id LIKE 'u%' AND o.type <> 'index'"
                                + " AND c.name <> 'quickstart' ORDER BY o.name"))
                .containsExactly(
                        "materialized-view|clock|shop|shop",
                        "materialized-view|revenue|shop|shop",
                        "sink|revenue_sink|shop_outlet|outlet",
                        "materialized-view|summary|shop_marts|serving",
                        "source|ticks|shop_ingest|ingest");
        assertThat(rows("SELECT i.name, c.name FROM mz_indexes i JOIN mz_clusters c ON c.id = i.cluster_id"
                        + " WHERE i.id LIKE 'u%' ORDER BY i.name"))
                .containsExactly("headline_by_total|serving", "revenue_primary_idx|serving", "revenue_status_idx|shop");
        assertThat(rows("SELECT comment FROM mz_internal.mz_comments WHERE comment IN ('every order', 'its number')"
                        + " ORDER BY comment"))
                .containsExactly("every order", "its number");
        assertThat(rows("SELECT has_table_privilege('analyst', 'shop.revenue', 'SELECT')"))
                .containsExactly("t");
    }

    @Test
    @Order(2)
    void dbtTestsDataAndUnits() {
        assertThat(succeeds("test").out()).contains("PASS=7").contains("ERROR=0");
        assertThat(rows("SELECT count(*) FROM mz_materialized_views v JOIN mz_schemas s ON s.id = v.schema_id"
                        + " WHERE s.name = 'shop_test_failures'"))
                .as("stored failures")
                .containsExactly("1");
        project.write("tests/revenue_is_negative.sql", "SELECT status FROM {{ ref('revenue') }} WHERE total > 0\n");
        Program.Ended failing = project.run("test", "--select", "revenue_is_negative");
        assertThat(failing.exit()).isEqualTo(1);
        assertThat(failing.out()).contains("Got 2 results");
        project.write("tests/revenue_is_negative.sql", "");
    }

    @Test
    @Order(3)
    void dbtRunsAgainAndDocuments() throws IOException {
        succeeds("seed");
        succeeds("seed", "--full-refresh");
        succeeds("run", "--exclude", "tag:ingest");
        succeeds("docs", "generate");
        String catalog = Files.readString(project.directory().resolve("target/catalog.json"));
        assertThat(catalog).contains("model.shop.revenue", "model.shop.ticks", "seed.shop.statuses", "\"grand_total\"");
    }

    @Test
    @Order(4)
    void dbtEnforcesAContract() throws IOException {
        Path file = project.directory().resolve("models/marts/summary.sql");
        String kept = Files.readString(file);
        project.write("models/marts/summary.sql", kept.replace("total::bigint", "total::text"));
        Program.Ended ended = project.run("run", "--select", "summary");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("enforced contract");
        project.write("models/marts/summary.sql", kept);
        // dbt has dropped the view, and with it the sink, before it looked at the contract.
        succeeds("run", "--select", "summary+");
    }

    @Test
    @Order(5)
    void dbtDeploysAndPromotesByItself() {
        stage(2);
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("10", "50");
        succeeds("run-operation", "deploy_promote", "--args", "{dry_run: true}");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("10", "50");
        succeeds("run-operation", "deploy_promote", "--args", "{wait: true, poll_interval: 1, lag_threshold: 1min}");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("20", "100");
        assertThat(sinkReads()).containsExactly("shop_marts");
        assertThat(rows("SELECT comment FROM mz_internal.mz_comments WHERE object_type = 'schema'"))
                .hasSize(2)
                .allMatch(comment -> comment.contains("Deployment by"));
        succeeds("run-operation", "deploy_cleanup");
        assertThat(leftovers()).isEmpty();
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("20", "100");
    }

    @Test
    @Order(6)
    void verdigrisPromotesAndCleansUpADeploymentOfDbt() throws IOException {
        stage(3);
        assertThat(rows("SELECT name FROM mz_schemas WHERE name LIKE 'verdigris%'"))
                .as("no lock schema")
                .isEmpty();
        Files.writeString(project.directory().resolve("verdigris.yml"), """
                environments:
                  prod:
                    connection:
                      url: postgres://materialize@%s:%d/materialize?sslmode=disable
                    schemas: [shop, shop_marts]
                    clusters: [shop, serving]
                """.formatted(sandbox.host(), sandbox.port()));
        verdigris("promote", "--wait", "--timeout", "600s");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("30", "150");
        assertThat(sinkReads()).containsExactly("shop_marts");
        verdigris("promote");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total"))
                .as("promoting twice does not swap back")
                .containsExactly("30", "150");
        verdigris("rollback");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("20", "100");
        verdigris("promote", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake");
        verdigris("cleanup", "--yes");
        assertThat(leftovers()).isEmpty();
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("30", "150");
    }

    /** The files of dbt have the names and the connection. There is no other file. */
    @Test
    @Order(7)
    void theConfigurationOfDbtIsEnough() throws IOException {
        Files.delete(project.directory().resolve("verdigris.yml"));
        stage(4);
        verdigris("promote", "--wait", "--timeout", "600s");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("40", "200");
        // C37: dbt drops the previous side and stages the next version, while the record says that this one is
        // promoted.
        succeeds("run-operation", "deploy_cleanup");
        stage(5);
        verdigris("promote", "--wait", "--timeout", "600s");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("50", "250");
        verdigris("cleanup", "--yes");
        assertThat(leftovers()).isEmpty();
    }

    /** Dbt builds between init and promote, under the verb exec, which carries what dbt leaves out. */
    @Test
    @Order(8)
    void dbtBuildsUnderExecAndTheSideHasItsGrants() {
        sql(
                "CREATE ROLE reader",
                "GRANT SELECT ON shop_marts.summary TO reader",
                "COMMENT ON VIEW shop.orders IS 'kept'");
        model(6);
        verdigris("init");
        verdigris(
                "exec",
                "--",
                project.dbt(),
                "--no-use-colors",
                "run",
                "--exclude",
                "tag:ingest",
                "config.materialized:sink");
        assertThat(rows("SELECT has_table_privilege('reader', 'shop_marts_dbt_deploy.summary', 'SELECT')"))
                .containsExactly("t");
        verdigris("promote", "--wait", "--timeout", "600s");
        assertThat(rows("SELECT total FROM shop.revenue ORDER BY total")).containsExactly("60", "300");
        assertThat(rows("SELECT has_table_privilege('reader', 'shop_marts.summary', 'SELECT')"))
                .containsExactly("t");
        assertThat(rows("SELECT comment FROM mz_internal.mz_comments WHERE comment = 'kept'"))
                .isNotEmpty();
        verdigris("cleanup", "--yes");
        assertThat(leftovers()).isEmpty();
    }

    /** The live side is what dbt has built. A build from the manifest, without dbt, makes the same. */
    @Test
    @Order(9)
    void aBuildOfCompiledSqlMakesWhatDbtBuilds() {
        succeeds("compile");
        Environment environment = Environment.builder("compiled")
                .schemas("shop", "shop_marts")
                .clusters("shop", "serving")
                .build();
        Path folder = project.directory().toAbsolutePath();
        DbtFiles files = new DbtFiles(folder, folder.resolve("target"));
        ModelSource compiled = new ModelSource.Compiled(files);
        ConnectionSettings server = ConnectionSettings.parse(
                "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize?sslmode=disable");
        try (Verdigris verdigris = Verdigris.configure(server, environment).load()) {
            verdigris.init(InitRequest.DEFAULT).orThrow();
            verdigris.build(BuildRequest.of(compiled)).orThrow();
            assertThat(objects("_dbt_deploy")).hasSize(8).isEqualTo(objects(""));
            project.write("models/clock.sql", "SELECT 1 AS other");
            assertThat(verdigris.build(BuildRequest.of(compiled)).problems())
                    .extracting(Problem::what)
                    .singleElement()
                    .asString()
                    .endsWith(" is older than 1 model file of the project: models/clock.sql");
            Report checked = verdigris
                    .check(CheckRequest.of(Checks.of(folder.resolve("checks"))
                            .withTests(new DbtTests(project.command("test", "--vars", "deploy: true"), files))))
                    .orThrow();
            assertThat(checked.steps())
                    .extracting(StepReport::summary)
                    .contains(
                            "check test.shop.unique_orders_id.1360ecc70e",
                            "check unit_test.shop.revenue.revenue_adds_up_by_status");
            // dbt test writes a manifest without compiled SQL, and leaves that of the models alone.
            assertThat(verdigris.build(BuildRequest.of(compiled)).problems())
                    .extracting(Problem::what)
                    .singleElement()
                    .asString()
                    .endsWith(" is older than 1 model file of the project: models/clock.sql");
            // A stored failure reads the staged side.
            sql("DROP SCHEMA shop_test_failures_dbt_deploy CASCADE");
            verdigris.drop(DropRequest.STAGED).orThrow();
        }
        assertThat(leftovers()).isEmpty();
    }

    /** Kind, name, cluster, definition, indexed columns and comments of all objects of one side. */
    private List<String> objects(String suffix) {
        return rows(("SELECT o.type, o.name, replace(c.name, 'SUFFIX', ''),"
                        + " replace(regexp_replace(regexp_replace(coalesce(v.definition, m.definition, ''),"
                        + " '\\s+', ' ', 'g'), '\\[u[0-9]+ AS', '[', 'g'), '_dbt_deploy', ''),"
                        + " coalesce(x.columns, ''), coalesce(t.comments, '')"
                        + " FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id"
                        + " LEFT JOIN mz_clusters c ON c.id = o.cluster_id"
                        + " LEFT JOIN mz_views v ON v.id = o.id LEFT JOIN mz_materialized_views m ON m.id = o.id"
                        + " LEFT JOIN (SELECT index_id, string_agg(coalesce(on_position::text, on_expression), ','"
                        + " ORDER BY index_position) AS columns FROM mz_index_columns GROUP BY index_id) x"
                        + " ON x.index_id = o.id"
                        + " LEFT JOIN (SELECT id, string_agg(coalesce(object_sub_id, 0)::text || comment, ','"
                        + " ORDER BY object_sub_id) AS comments FROM mz_internal.mz_comments WHERE comment <> ''"
                        + " GROUP BY id) t ON t.id = o.id"
                        + " WHERE s.name IN ('shopSUFFIX', 'shop_martsSUFFIX') ORDER BY o.name, o.type")
                .replace("SUFFIX", suffix));
    }

    @Test
    @Order(10)
    void theParserAcceptsTheStatementsOfDbt() throws IOException {
        LoggedStatements.demandAccepted(DialectOracle.openOrSkip(), sandbox, 200);
    }

    /** Builds a new version next to the live one, with every amount multiplied. */
    private void stage(int factor) {
        model(factor);
        succeeds("run-operation", "deploy_init");
        if (factor == 2) {
            // The cluster is still empty. The indexes of the server's own relations hydrate on it, so the wait ends.
            awaitReadiness();
        }
        succeeds(DEPLOYED);
        awaitReadiness();
    }

    private void model(int factor) {
        project.write(
                "models/orders.sql",
                "{{ config(materialized='view') }}\nSELECT id, status, amount * " + factor
                        + " AS amount FROM (VALUES (1, 'open', 10), (2, 'paid', 20), (3, 'paid', 30))"
                        + " AS o (id, status, amount)\n");
    }

    private void awaitReadiness() {
        succeeds("run-operation", "deploy_await", "--args", "{poll_interval: 1, lag_threshold: 1min}");
    }

    private List<String> sinkReads() {
        return rows("SELECT s.name FROM mz_sinks k JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                + " JOIN mz_materialized_views v ON v.id = d.referenced_object_id"
                + " JOIN mz_schemas s ON s.id = v.schema_id WHERE k.name = 'revenue_sink'");
    }

    private List<String> leftovers() {
        return rows("SELECT name FROM mz_schemas WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris%'"
                + " UNION ALL SELECT name FROM mz_clusters WHERE name LIKE '%_dbt_deploy'");
    }

    private void verdigris(String... arguments) {
        Map<String, String> environment = Map.of(
                "DBT_PROFILES_DIR", project.directory().toString(),
                "SHOP_HOST", sandbox.host(),
                "SHOP_PORT", Integer.toString(sandbox.port()));
        VerdigrisProcess.run(project.directory(), environment, arguments).exits(0);
    }

    private Program.Ended succeeds(String... arguments) {
        return project.run(arguments).succeeded();
    }

    private void sql(String... statements) {
        for (String statement : statements) {
            assertThat(rows(statement)).isEmpty();
        }
    }

    /** The rows of a statement, values between bars. */
    private List<String> rows(String statement) {
        Target target = new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize");
        try (WireClient client = WireClient.connect(target, Map.of())) {
            Answer answer = client.simple(statement);
            assertThat(answer.error()).as(statement).isEmpty();
            return answer.results().getLast().rows().stream()
                    .map(row -> row.stream().map(cell -> cell.orElse("NULL")).collect(Collectors.joining("|")))
                    .toList();
        } catch (IOException broken) {
            throw new AssertionError(statement, broken);
        }
    }
}

package dev.verdigris.e2e.wheel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.verdigris.e2e.dbt.DbtProgram;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A project of dbt that has only changed its packages.yml. Its operations have the names and arguments of the macros of
 * the adapter; the lock schema shows that they are those of the package.
 */
final class DbtPackageTest {

    private static final Map<String, String> FILES = Map.of(
            "dbt_project.yml", """
            name: shop
            profile: shop
            vars:
              deployment:
                prod: {schemas: [shop], clusters: [serving]}
            models: {+cluster: serving, +materialized: materialized_view}
            """,
            "packages.yml", """
            packages:
              - local: %s
            """.formatted(Wheel.file("packaging/dbt")),
            "profiles/profiles.yml", """
            shop:
              target: none
              outputs:
                none: {type: materialize, host: nowhere, user: nobody, pass: "", database: d, schema: s}
                other:
                  type: postgres
                  host: "{{ env_var('SHOP_HOST') }}"
                  port: "{{ env_var('SHOP_PORT') | as_number }}"
                  user: materialize
                  password: no secret
                  dbname: materialize
                  schema: shop
                prod:
                  type: materialize
                  host: "{{ env_var('SHOP_HOST') }}"
                  port: "{{ env_var('SHOP_PORT') | as_number }}"
                  user: materialize
                  pass: "{{ env_var('SHOP_PASSWORD', 'no secret') }}"
                  database: materialize
                  schema: shop
                  sslmode: disable
            """,
            "models/total.sql", "SELECT 2 AS n");

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private Path project;
    private Program dbt;
    private String program;
    private Connection server;

    @Test
    void theOperationsOfTheAdapterAreThoseOfVerdigris(@TempDir Path folder) throws Exception {
        program = DbtProgram.find()
                .orElseGet(() -> abort("dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)"));
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/materialize?sslmode=disable&preferQueryMode=simple"
                                .formatted(sandbox.host(), sandbox.port()),
                        "materialize",
                        "")) {
            server = connection;
            install(folder, sandbox);
            sql("CREATE CLUSTER serving (SIZE = '25cc')");
            sql("CREATE ROLE reader");
            sql("CREATE SCHEMA shop");
            sql("CREATE MATERIALIZED VIEW shop.total IN CLUSTER serving AS SELECT 1 AS n");
            sql("GRANT SELECT ON shop.total TO reader");
            succeeds("deps");
            plays();
        }
    }

    /** The wheel without its runtime, beside the installed dbt. */
    private void install(Path folder, Sandbox sandbox) throws IOException {
        project = folder.resolve("shop");
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.createDirectories(project.resolve(file.getKey()).getParent());
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        Path site = folder.resolve("site");
        try {
            Path wheel = Wheel.build(folder);
            Program.in(folder)
                    .run("python3", "-m", "zipfile", "-e", wheel.toString(), site.toString())
                    .succeeded();
        } catch (Absent why) {
            abort(why.getMessage());
        }
        dbt = Program.in(folder)
                .with("PYTHONPATH", site.toString())
                .with("VERDIGRIS_JAVA_HOME", System.getProperty("java.home"))
                .with("VERDIGRIS_JAVA_OPTS", "-Xshare:auto")
                .with("SHOP_HOST", sandbox.host())
                .with("SHOP_PORT", Integer.toString(sandbox.port()));
    }

    private void plays() throws IOException, InterruptedException, SQLException {
        refusesWhatItCannotDo();
        assertThat(run("deploy_init", "{ignore_existing_objects: true}")
                        .succeeded()
                        .out())
                .contains("ignore_existing_objects changes nothing", "shop_dbt_deploy");
        assertThat(rows("SELECT name FROM mz_schemas WHERE name LIKE 'verdigris%'"))
                .as("the lock schema, which the macros of the adapter do not create")
                .containsExactly("verdigris_prod");
        sql("SELECT mz_sandbox.hold_hydration('serving_dbt_deploy')");
        succeeds("run", "--vars", "{deploy: true}");
        fails(run("deploy_cleanup", "{}"), "verdigris cleanup ended with exit code 6. Its output says why.");
        interruptsTheQuestion();
        interruptsTheWait();
        sql("SELECT mz_sandbox.release_hydration('serving_dbt_deploy')");
        assertThat(rows("SELECT has_table_privilege('reader', 'shop_dbt_deploy.total', 'SELECT')"))
                .as("what dbt leaves out is carried")
                .containsExactly("t");
        triesWithoutAChange();
        assertThat(run("deploy_promote", "{wait: true, poll_interval: 1 second, lag_threshold: 1min, max_retries: 3}")
                        .succeeded()
                        .out())
                .contains("max_retries and retry_backoff change nothing");
        run("deploy_promote", "{wait: true, lag_threshold: 1min}").succeeded();
        assertThat(rows("SELECT n FROM shop.total")).containsExactly("2");
        writesNothingElseIntoALogForAProgram();
        assertThat(rows("SELECT name FROM mz_clusters WHERE name LIKE '%_dbt_deploy'"))
                .isEmpty();
    }

    private void refusesWhatItCannotDo() {
        fails(run("deploy_init", "{ignore: true}"), "takes no keyword argument 'ignore'");
        fails(run("deploy_await", "{poll_interval: soon}"), "poll_interval is 'soon'");
        fails(
                dbt.runOrSkip("", command("run-operation", "deploy_init", "--vars", "{deployment: {}}")),
                "The variable deployment is read in dbt_project.yml.");
        List<String> other = new ArrayList<>(command("run-operation", "deploy_init"));
        other.set(other.indexOf("prod"), "other");
        fails(dbt.runOrSkip("", other), "The target other is of type postgres.");
        fails(
                dbt.with("PYTHONPATH", "").runOrSkip("", command("run-operation", "deploy_init")),
                "verdigris-deploy is not loaded");
    }

    private void writesNothingElseIntoALogForAProgram() {
        List<String> command = new ArrayList<>(command("run-operation", "deploy_cleanup"));
        command.addAll(1, List.of("--log-format", "json"));
        Program.Ended ended = dbt.runOrSkip("", command).succeeded();
        assertThat(ended.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
        assertThat(ended.err()).contains("shop_dbt_deploy");
    }

    private static void fails(Program.Ended ended, String words) {
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out().replaceAll("\\s+", " ")).contains(words);
    }

    /** As long as something is left to carry, promote would refuse what the real run does. */
    private void triesWithoutAChange() throws SQLException {
        sql("REVOKE SELECT ON shop_dbt_deploy.total FROM reader");
        assertThat(run("deploy_promote", "{dry_run: true}").succeeded().out())
                .contains("GRANT SELECT ON TABLE", "so its plan is not known yet");
        assertThat(rows("SELECT has_table_privilege('reader', 'shop_dbt_deploy.total', 'SELECT')"))
                .containsExactly("f");
        sql("GRANT SELECT ON shop_dbt_deploy.total TO reader");
        assertThat(run("deploy_promote", "{dry_run: true}").succeeded().out()).contains("SWAP WITH");
        assertThat(rows("SELECT n FROM shop.total")).containsExactly("1");
    }

    /** A user who stops dbt while it asks whether a side is staged does not want the swap that comes after. */
    private void interruptsTheQuestion() throws IOException, InterruptedException, SQLException {
        sql("SELECT mz_sandbox.hold_statements('.')");
        Process asks = started("deploy_promote", "{}");
        try (BufferedReader out = asks.inputReader(StandardCharsets.UTF_8)) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (rows("SELECT id::text AS mz_sandbox FROM mz_internal.mz_sessions")
                                    .size()
                            < 2
                    && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            interrupt(asks);
            assertThat(out.lines()).anyMatch(line -> line.contains("grants --dry-run ended with exit code 130"));
            assertThat(asks.waitFor()).isEqualTo(1);
        } finally {
            asks.destroyForcibly();
            sql("SELECT mz_sandbox.release_statements()");
        }
        assertThat(rows("SELECT n FROM shop.total")).containsExactly("1");
        assertThat(rows("SELECT has_table_privilege('reader', 'shop_dbt_deploy.total', 'SELECT')"))
                .as("nothing is carried")
                .containsExactly("f");
    }

    private Process started(String operation, String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command("run-operation", operation, "--args", arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dbt.directory().toFile());
        builder.environment().putAll(dbt.environment());
        return builder.redirectErrorStream(true).start();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Only dbt gets the signal. It ends after Verdigris has ended in order. */
    private void interruptsTheWait() throws IOException, InterruptedException {
        Process waits = started("deploy_await", "{poll_interval: 1, lag_threshold: 1 minute}");
        try (BufferedReader out = waits.inputReader(StandardCharsets.UTF_8)) {
            List<String> before = new ArrayList<>();
            for (String line = out.readLine(); line != null && !line.contains("hydrat"); line = out.readLine()) {
                before.add(line);
            }
            interrupt(waits);
            List<String> after = out.lines().toList();
            assertThat(after)
                    .as("after %s", before)
                    .anyMatch(line -> line.contains("verdigris await ended with exit code 130"));
            assertThat(waits.waitFor()).isEqualTo(1);
        } finally {
            waits.destroyForcibly();
        }
    }

    private Program.Ended run(String operation, String arguments) {
        return dbt.runOrSkip("", command("run-operation", operation, "--args", arguments));
    }

    private void succeeds(String... arguments) {
        dbt.runOrSkip("", command(arguments)).succeeded();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--no-use-colors", "--no-send-anonymous-usage-stats"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--project-dir", project.toString(), "--target", "prod"));
        command.addAll(List.of("--profiles-dir", project.resolve("profiles").toString()));
        return command;
    }

    private void sql(String statement) throws SQLException {
        try (Statement sent = server.createStatement()) {
            sent.execute(statement);
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement sent = server.createStatement();
                ResultSet result = sent.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}

package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.cli.VerdigrisProcess;
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
 * The example for dbt is deployed by the macros alone, and with each hand-over between them and Verdigris once. The
 * sandbox and the real dbt are used; what the macros send is the recording that {@code HandOverTest} of the command line
 * plays in all orders.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class HandOversTest {

    private Sandbox sandbox;
    private DbtSession session;
    private RecordedMacros recorded;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SandboxStartException {
        assumeTrue(DbtProgram.find().isPresent(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        sandbox = Sandbox.start(SandboxConfig.defaults());
        Optional<DbtSession> found = DbtSession.find(folder, sandbox);
        session = found.orElseThrow();
        psql("-v", "ON_ERROR_STOP=1", "-f", "setup.sql");
        recorded = new RecordedMacros(sandbox.statementLog());
    }

    @AfterAll
    void stop() {
        if (session != null) {
            session.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    @Order(1)
    void theMacrosDeployAndTheirStatementsAreTheRecordedOnes() throws IOException {
        recorded.record("live", () -> {
            session.dbt("run", "--threads", "1", "--select", "tag:house");
            session.dbt("run", "--threads", "1", "--exclude", "tag:house");
        });
        recorded.record("deploy_init", () -> session.dbt("run-operation", "deploy_init"));
        recorded.record("run", () -> run(2));
        session.dbt("run-operation", "deploy_await", "--args", "{poll_interval: 1, lag_threshold: 1min}");
        recorded.record("deploy_promote", () -> session.dbt("run-operation", "deploy_promote"));
        assertThat(live()).isEqualTo("2");
        recorded.record("deploy_cleanup", () -> session.dbt("run-operation", "deploy_cleanup"));
        recorded.check();
    }

    /** The macros promote what Verdigris began; Verdigris takes the promotion over, and ends the deployment. */
    @Test
    @Order(2)
    void verdigrisBeginsTheMacrosBuildAndPromote() {
        verdigris("init");
        run(3);
        verdigris("await", "--timeout", "300s");
        session.dbt("run-operation", "deploy_promote");
        assertThat(verdigris("status").out()).contains("The ids show that another tool has promoted");
        assertThat(live()).isEqualTo("3");
        verdigris("promote");
        verdigris("rollback");
        assertThat(live()).isEqualTo("2");
        verdigris("abort", "--yes");
    }

    /** Verdigris builds and promotes what the macros began; they drop the previous side. */
    @Test
    @Order(3)
    void theMacrosBeginVerdigrisBuildsAndPromotes() {
        session.dbt("run-operation", "deploy_init");
        verdigris("init");
        verdigris("exec", "--", "dbt", "run", "--vars", "release: 4", "--exclude", "tag:house", "tag:outbox");
        session.dbt("run-operation", "deploy_await", "--args", "{poll_interval: 1, lag_threshold: 1min}");
        verdigris("promote", "--wait", "--timeout", "300s", "--accept", "VG-NOT-CHECKED=other tests check that");
        assertThat(live()).isEqualTo("4");
        session.dbt("run-operation", "deploy_cleanup");
        assertThat(verdigris("status").out()).contains("Another tool has dropped the previous side.");
        verdigris("cleanup", "--yes");
        assertThat(verdigris("status").out()).contains("no deployment is open");
    }

    /** The macros did all of it; a sink that is in no project of dbt is completed by Verdigris. */
    @Test
    @Order(4)
    void verdigrisTakesOverWhatTheMacrosPromoted() {
        psql(
                "-c",
                "CREATE SINK auction_outbox.other IN CLUSTER outbox FROM auction_marts.seller_performance INTO KAFKA"
                        + " CONNECTION auction_outbox.kafka (TOPIC 'other') KEY (seller_id) NOT ENFORCED FORMAT JSON ENVELOPE"
                        + " UPSERT");
        session.dbt("run-operation", "deploy_init");
        run(5);
        session.dbt("run-operation", "deploy_promote", "--args", "{wait: true, poll_interval: 1, lag_threshold: 1min}");
        assertThat(live()).isEqualTo("5");
        assertThat(sinkReads("other")).isEqualTo("auction_marts_dbt_deploy");
        verdigris("promote");
        assertThat(live()).isEqualTo("5");
        assertThat(sinkReads("other")).isEqualTo("auction_marts");
        verdigris("cleanup", "--yes");
    }

    private void run(int release) {
        session.dbt(
                "run",
                "--threads",
                "1",
                "--vars",
                "{deploy: true, release: " + release + "}",
                "--exclude",
                "tag:house",
                "tag:outbox");
    }

    private String live() {
        return psql("-c", "SELECT model_version FROM auction_marts.release_info");
    }

    private String sinkReads(String sink) {
        return psql(
                "-c",
                "SELECT s.name FROM mz_sinks k JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                        + " JOIN mz_materialized_views v ON v.id = d.referenced_object_id"
                        + " JOIN mz_schemas s ON s.id = v.schema_id WHERE k.name = '" + sink + "'");
    }

    private String psql(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "psql",
                "-XAtq",
                "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize?sslmode=disable"));
        command.addAll(List.of(arguments));
        return session.program().runOrSkip("", command).succeeded().out().strip();
    }

    private VerdigrisProcess.Ended verdigris(String... arguments) {
        Map<String, String> environment = session.program().environment();
        return VerdigrisProcess.run(session.program().directory(), environment, arguments)
                .exits(0);
    }
}

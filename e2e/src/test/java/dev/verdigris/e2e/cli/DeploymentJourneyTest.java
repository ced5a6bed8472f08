package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A deployment from the shell, verb by verb and in one go. */
final class DeploymentJourneyTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void openShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void deploysToOneDatabaseWithoutTouchingTheOther(@TempDir Path elsewhere) {
        shop.sql("CREATE DATABASE second", "DROP CLUSTER serving CASCADE", "DROP CLUSTER outlet CASCADE");
        Shop second = Shop.open(sandbox, elsewhere, "second");
        second.verdigris("deploy", "--timeout", "600s").exits(0);
        assertThat(second.liveVersion()).isEqualTo("2");
        assertThat(second.value("SELECT sum(total) FROM shop.revenue")).isEqualTo("30");
        assertThat(shop.liveVersion()).isEqualTo("1");

        second.verdigris("rollback").exits(0);
        assertThat(second.liveVersion()).isEqualTo("1");
        second.verdigris("promote", "--wait", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake")
                .exits(0);
        second.verdigris("cleanup", "--yes").exits(0);
        assertThat(second.liveVersion()).isEqualTo("2");
        assertThat(second.value("SELECT count(*) FROM mz_schemas WHERE name LIKE '%dbt_deploy'"))
                .isEqualTo("0");
    }

    @Test
    void promotesRollsBackAndCleansUpVerbByVerb() {
        assertThat(state()).isEqualTo("none");
        shop.verdigris("init").exits(0);
        assertThat(state()).isEqualTo("staged");
        shop.verdigris("build").exits(0);
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
        shop.verdigris("promote", "--dry-run").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("1");

        shop.verdigris("promote").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.sinkReads()).isEqualTo("shop");
        assertThat(state()).isEqualTo("promoted");

        shop.verdigris("promote").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");

        shop.verdigris("rollback").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("1");
        assertThat(shop.sinkReads()).isEqualTo("shop");

        shop.verdigris("promote", "--wait", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake")
                .exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");

        shop.verdigris("cleanup").exits(2);
        assertThat(shop.value("SELECT count(*) FROM mz_schemas WHERE name LIKE '%_dbt_deploy'"))
                .isEqualTo("1");
        shop.verdigris("cleanup", "--yes").exits(0);
        assertThat(shop.value(
                        "SELECT count(*) FROM mz_schemas WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris_%'"))
                .isEqualTo("0");
        assertThat(shop.value("SELECT count(*) FROM mz_clusters WHERE name LIKE '%_dbt_deploy'"))
                .isEqualTo("0");
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.value("SELECT count(*) FROM mz_sinks WHERE name = 'revenue'"))
                .isEqualTo("1");
    }

    /** C19: the objects hydrate longer than one run may take. */
    @Test
    void aDeployAfterATimeLimitGoesOnWaitingForTheSameObjects() {
        shop.verdigris("init").exits(0);
        shop.sql("SELECT mz_sandbox.hold_hydration('serving_dbt_deploy')");
        shop.verdigris("build").exits(0);
        String built = stagedIds();
        for (int run = 0; run < 2; run++) {
            shop.verdigris("deploy", "--timeout", "4s").exits(4);
            assertThat(stagedIds()).isEqualTo(built);
        }
        shop.sql("SELECT mz_sandbox.release_hydration('serving_dbt_deploy')");
        shop.verdigris("deploy", "--timeout", "600s").exits(0);
        assertThat(shop.value("SELECT string_agg(o.id, ',' ORDER BY o.id) FROM mz_objects o JOIN mz_schemas s ON"
                        + " s.id = o.schema_id WHERE s.name = 'shop'"))
                .isEqualTo(built);
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    /** C18. */
    @Test
    void filesThatWereRolledBackAreRefusedUntilTheyChange() {
        shop.verdigris("deploy", "--timeout", "600s").exits(0);
        shop.verdigris("rollback").exits(0);
        assertThat(shop.verdigris("status").exits(0).out())
                .contains("was rolled back at ", " by materialize", "The staged side is still that version.", "build");
        assertThat(shop.verdigris("promote").exits(3).out()).contains("VG-ROLLED-BACK-FILES");
        String ids = stagedIds();
        assertThat(shop.verdigris("deploy", "--timeout", "600s").exits(3).out())
                .contains(
                        "VG-ROLLED-BACK-FILES",
                        "if the rollback was a mistake, make this version live again",
                        "--accept");
        assertThat(shop.verdigris("plan", "deploy").out()).contains("VG-ROLLED-BACK-FILES");
        assertThat(stagedIds()).isEqualTo(ids);
        assertThat(shop.liveVersion()).isEqualTo("1");
        shop.verdigris("deploy", "--timeout", "600s", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake")
                .exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    private String stagedIds() {
        return shop.value("SELECT string_agg(o.id, ',' ORDER BY o.id) FROM mz_objects o JOIN mz_schemas s ON"
                + " s.id = o.schema_id WHERE s.name LIKE '%_dbt_deploy'");
    }

    @Test
    void deploysInOneCommandWithOneDocument() {
        var report = shop.verdigris(
                        "deploy",
                        "--timeout",
                        "600s",
                        "--deployment-id",
                        "release-2",
                        "--commit",
                        "c0ffee",
                        "--output",
                        "json")
                .exits(0)
                .json();
        assertThat(report.path("verb").asText()).isEqualTo("deploy");
        assertThat(report.path("environment").asText()).isEqualTo("prod");
        assertThat(report.path("outcome").asText()).isEqualTo("done");
        assertThat(report.path("exitCode").asInt(-1)).isZero();
        assertThat(report.path("state").asText()).isEqualTo("promoted");
        assertThat(report.path("dryRun").asBoolean(true)).isFalse();
        assertThat(report.path("deployment").path("id").asText()).isEqualTo("release-2");
        assertThat(report.path("deployment").path("commit").asText()).isEqualTo("c0ffee");
        assertThat(report.path("deployment").path("role").asText()).isEqualTo("materialize");
        assertThat(report.path("steps").findValuesAsText("kind"))
                .contains("create-schema", "create-cluster")
                .endsWith("swap", "record-promotion", "repoint-sink", "await-sinks");
        assertThat(report.path("steps")).allSatisfy(DeploymentJourneyTest::isDone);
        assertThat(report.path("timings").findValuesAsText("part"))
                .containsExactly("init", "build", "await", "check", "promote", "total");
        assertThat(report.path("timings"))
                .allMatch(timing -> timing.path("tookMillis").isIntegralNumber());
        assertThat(report.path("problems")).isEmpty();
        assertThat(report.path("next").path("verb").asText()).isEqualTo("cleanup");
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.sinkReads()).isEqualTo("shop");
        assertThat(state()).isEqualTo("promoted");
    }

    private static void isDone(JsonNode step) {
        assertThat(step.path("status").asText()).isEqualTo("done");
        assertThat(step.path("tookMillis").isIntegralNumber()).isTrue();
        assertThat(step.path("sql").isEmpty())
                .isEqualTo(step.path("kind").asText().equals("await-sinks"));
        assertThat(step.path("reason").asText()).isNotBlank();
    }

    @Test
    void abortDropsTheStagedSide() {
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        shop.verdigris("abort", "--yes").exits(0);
        assertThat(shop.value(
                        "SELECT count(*) FROM mz_schemas WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris_%'"))
                .isEqualTo("0");
        assertThat(shop.value("SELECT count(*) FROM mz_clusters WHERE name LIKE '%_dbt_deploy'"))
                .isEqualTo("0");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    @Test
    void aFailedCheckExitsWithThree() {
        shop.write("checks/never_true.sql", "SELECT status FROM shop.revenue;\n");
        VerdigrisProcess.Ended ended =
                shop.verdigris("deploy", "--timeout", "600s").exits(3);
        assertThat(ended.out() + ended.err()).contains("never_true");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    @Test
    void aSecondPipelineLearnsTheHolderOfTheEnvironment() {
        shop.verdigris("init", "--deployment-id", "first").exits(0);
        VerdigrisProcess.Ended second = shop.verdigris("init", "--deployment-id", "second", "--commit", "c0ffee")
                .exits(6);
        assertThat(second.out() + second.err()).contains("VG-LOCKED").contains("first");
        shop.verdigris("init", "--deployment-id", "first").exits(0);
    }

    @Test
    void aMissingServerExitsWithNine() throws IOException {
        // The sandbox's own port may be somebody else's as soon as it is closed; this one stays bound and silent.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sandbox.close();
            VerdigrisProcess.Ended ended = shop.verdigris(
                            "status",
                            "--url",
                            "postgres://materialize@127.0.0.1:" + silent.getLocalPort()
                                    + "/materialize?sslmode=disable")
                    .exits(9);
            assertThat(ended.out() + ended.err()).contains("VG-");
        }
    }

    @Test
    void wrongUsageExitsWithTwo() {
        shop.verdigris("promote", "--env", "nope").exits(2);
        shop.verdigris("promote", "--no-such-option").exits(2);
        shop.verdigris("explain", "VG-NO-SUCH-CODE").exits(2);
        assertThat(shop.verdigris("explain", "VG-LOCKED").exits(0).out()).contains("VG-LOCKED");
    }

    @Test
    void anObjectThatIsNotReadyExitsWithFour() {
        shop.verdigris("init").exits(0);
        shop.sql("SELECT mz_sandbox.hold_hydration('serving_dbt_deploy')");
        shop.verdigris("build").exits(0);
        VerdigrisProcess.Ended ended =
                shop.verdigris("await", "--timeout", "2s").exits(4);
        assertThat(ended.out() + ended.err()).contains("revenue");
    }

    private String state() {
        return shop.verdigris("status", "--output", "json")
                .exits(0)
                .json()
                .path("state")
                .asText();
    }
}

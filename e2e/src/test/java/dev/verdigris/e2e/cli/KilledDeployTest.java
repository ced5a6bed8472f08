package dev.verdigris.e2e.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code verdigris deploy}, killed half way: the same command, run again, finishes the job. */
final class KilledDeployTest {

    /** Beyond what any busy machine takes to start two JVMs; less than the deployments wait. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as it locks the environment     | CREATE SCHEMA.*verdigris_prod
            as it stateViews the deployment      | CREATE VIEW.*verdigris_prod
            as it records who deploys       | COMMENT ON VIEW.*verdigris_prod
            as it clones the cluster        | CREATE CLUSTER
            as it begins to build           | ALTER VIEW.*verdigris_prod.*RENAME TO
            as it builds                    | CREATE MATERIALIZED VIEW
            as it builds the last statement | CREATE INDEX
            as it checks                    | total < 0
            as it swaps                     | SWAP WITH
            behind the swap, at the sink    | ALTER SINK
            """)
    void theNextRunFinishesTheJob(String where, String statement) throws InterruptedException {
        shop.sql("SELECT mz_sandbox.hold_statements('" + statement + "')");
        VerdigrisProcess killed = shop.start("deploy", "--timeout", "600s");
        assertThat(sandbox.awaitHeldStatements(1, LIMIT))
                .as("the deployment came to its statement %s", statement)
                .isTrue();
        kill(killed);
        shop.sql("SELECT mz_sandbox.release_statements()");
        awaitEndOfItsSessions();
        theNextRunEndsLive();
    }

    @Test
    void theNextRunFinishesTheJobOfOneThatDiedWaiting() throws InterruptedException {
        shop.verdigris("init").exits(0);
        shop.sql("SELECT mz_sandbox.hold_hydration('serving_dbt_deploy')");
        VerdigrisProcess killed = shop.start("deploy", "--timeout", "600s");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (shop.value("SELECT count(*) FROM mz_internal.mz_subscriptions").equals("0")) {
            assertThat(System.nanoTime())
                    .as("the deployment watches for readiness")
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        kill(killed);
        shop.sql("SELECT mz_sandbox.reset()");
        awaitEndOfItsSessions();
        theNextRunEndsLive();
    }

    @Test
    void aConnectionThatBreaksWhileTheSwapCommitsIsNoReasonToSwapAgain() {
        shop.sql("SELECT mz_sandbox.drop_connection_at_commit('after')");
        shop.verdigris("deploy", "--timeout", "600s");
        theNextRunEndsLive();
    }

    private static void kill(VerdigrisProcess running) throws InterruptedException {
        running.process().destroyForcibly();
        assertThat(running.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(running.join().exit()).as("SIGKILL").isEqualTo(128 + 9);
    }

    /** What the dead one had sent is still carried out by the server; only then it sees that nobody is there. */
    private void awaitEndOfItsSessions() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!shop.value("SELECT count(*) FROM mz_internal.mz_sessions").equals("1")) {
            assertThat(System.nanoTime()).as("only we are connected").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void theNextRunEndsLive() {
        shop.verdigris("deploy", "--timeout", "600s").exits(0);
        assertLive();
        assertThat(shop.verdigris("deploy", "--timeout", "600s").exits(0).out()).contains("nothing to do");
        assertLive();
        shop.verdigris("cleanup", "--yes").exits(0);
        assertThat(shop.value(
                        "SELECT count(*) FROM mz_schemas WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris_%'"))
                .isEqualTo("0");
        assertThat(shop.value("SELECT count(*) FROM mz_clusters WHERE name LIKE '%_dbt_deploy'"))
                .isEqualTo("0");
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    private void assertLive() {
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.sinkReads()).isEqualTo("shop");
        assertThat(shop.verdigris("status", "--output", "json")
                        .exits(0)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("promoted");
    }
}

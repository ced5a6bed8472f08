package dev.verdigris.e2e.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@code verdigris deploy}, killed half way: the same command, run again, finishes the job. The profile {@code proofs}
 * has more moments than a normal build; {@code KillTest} in the engine has all.
 */
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

    /** Where a deployment is killed, and the statement at which it is held for that. */
    static Stream<Arguments> moments() {
        Stream<Arguments> always =
                Stream.of(arguments("as it builds", "CREATE MATERIALIZED VIEW"), arguments("as it swaps", "SWAP WITH"));
        Stream<Arguments> more = Stream.of(
                arguments("as it locks the environment", "CREATE SCHEMA.*verdigris_prod"),
                arguments("after the swap, at the sink", "ALTER SINK"),
                arguments("as it creates the state view", "CREATE VIEW.*verdigris_prod"),
                arguments("as it records the deployment", "COMMENT ON VIEW.*verdigris_prod"),
                arguments("as it clones the cluster", "CREATE CLUSTER"),
                arguments("as it begins to build", "ALTER VIEW.*verdigris_prod.*RENAME TO"),
                arguments("as it builds the last statement", "CREATE INDEX"),
                arguments("as it checks", "total < 0"));
        return Boolean.getBoolean("verdigris.proofs") ? Stream.concat(always, more) : always;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
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
    void theNextRunFinishesADeployKilledWhileWaiting() throws InterruptedException {
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
    void aConnectionLostDuringTheCommitCausesNoSecondSwap() {
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

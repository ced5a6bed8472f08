package dev.verdigris.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.verdigris.sandbox.catalog.CatalogDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which statements wait, without workers: the test itself reads the faults. */
@Timeout(300)
class FaultInjectionTest {

    private static CatalogDatabase database;

    private final FaultInjection faults = new FaultInjection();

    @BeforeAll
    static void makeDatabase() {
        database = CatalogDatabase.withSample();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void endFaults() {
        database.sql().query("SELECT mz_sandbox.reset()");
    }

    private void ask(String call) {
        database.sql().query("SELECT mz_sandbox." + call);
        faults.reload(database.sql());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT MZ_SANDBOX.release_statements()",
                "select Mz_Sandbox . reset()",
                "TABLE mz_sandbox.faults"
            })
    void aCallOfTheFaultsIsNeverHeld(String sql) {
        ask("hold_statements('.*')");
        ask("delay_statements('.*', interval '1 hour')");

        assertThat(FaultInjection.isControlStatement(sql)).isTrue();
        assertThat(faults.permission(sql)).isCompleted();
        assertThat(FaultInjection.isControlStatement("SELECT 1")).isFalse();
        assertThat(faults.permission("SELECT 1")).isNotDone();
    }

    @Test
    void aDelayedStatementContinuesWhenTheDelayEnds() {
        ask("delay_statements('slow', interval '1 hour')");
        CompletableFuture<Void> slow = faults.permission("SELECT 'slow'");
        assertThat(slow).isNotDone();

        ask("release_statements()");

        assertThat(slow).isCompleted();
    }

    @Test
    void aFaultForAnotherStatementEndsNoDelay() {
        ask("delay_statements('slow', interval '1 hour')");
        ask("hold_statements('held')");
        CompletableFuture<Void> slow = faults.permission("SELECT 'slow'");
        CompletableFuture<Void> held = faults.permission("SELECT 'held'");

        ask("delay_statements('another', interval '1 hour')");
        assertThat(slow).isNotDone();
        assertThat(held).isNotDone();
        ask("reset()");

        assertThat(slow).isCompleted();
        assertThat(held).isCompleted();
    }

    @Test
    void delayedStatementsDoNotCountAsHeld() throws InterruptedException {
        ask("delay_statements('slow', interval '1 hour')");
        ask("hold_statements('held')");
        assertThat(faults.permission("SELECT 'slow'")).isNotDone();
        assertThat(faults.awaitHeld(1, Duration.ZERO)).isFalse();

        CompletableFuture<Void> held = faults.permission("SELECT 'held'");
        assertThat(faults.awaitHeld(1, Duration.ZERO)).isTrue();

        held.cancel(false);
        assertThat(faults.awaitHeld(1, Duration.ZERO)).isFalse();
    }
}

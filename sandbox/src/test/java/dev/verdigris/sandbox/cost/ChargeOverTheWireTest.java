package dev.verdigris.sandbox.cost;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import dev.verdigris.sandbox.StatementLog;
import dev.verdigris.sandbox.StatementLog.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A sandbox counts what statements cost, and delays them if it is asked to. A unit of hours shows the delay: a
 * statement that ends at once was not delayed, and one that does not end must be stopped.
 */
@Timeout(300)
class ChargeOverTheWireTest {

    private static final SandboxConfig SLOW = SandboxConfig.defaults().withCostUnit(Duration.ofHours(2));

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void statementsAreCountedWithoutADelay() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                SqlClient sql = SqlClient.connect(sandbox.jdbcUrl())) {
            StatementLog log = sandbox.statementLog();
            sql.run("CREATE SCHEMA a", "CREATE SCHEMA b");
            log.clear();
            sql.run(
                    "SELECT name FROM mz_schemas",
                    "SELECT count(*) FROM mz_schemas",
                    "SELECT mz_sandbox.reset()",
                    "BEGIN",
                    "ALTER SCHEMA a SWAP WITH b",
                    "COMMIT",
                    "BEGIN; ALTER SCHEMA a SWAP WITH b; ROLLBACK",
                    "BEGIN; CREATE SCHEMA c; COMMIT");
            assertThat(log.entries())
                    .extracting(Entry::units)
                    .containsExactly(1.0, 3.8, 0.0, 0.0, 0.0, 23.0, 0.0, 0.0, 3.0, 0.0, 0.0, 6.0);
        }
    }

    @Test
    void aDelayedStatementEndsByItsLimitOrACancelRequest() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SLOW);
                SqlClient sql = SqlClient.connect(sandbox.jdbcUrl())) {
            sql.run("SET statement_timeout = '30ms'", "SELECT mz_sandbox.reset()");
            for (String statement : List.of("SELECT name FROM mz_schemas", "CREATE SCHEMA never", "SHOW SCHEMAS")) {
                assertThatThrownBy(() -> sql.run(statement))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("57014"))
                        .hasMessageContaining("canceling statement due to statement timeout");
            }
            sql.run("SET statement_timeout = 0");
            Future<List<String>> answer = thread.submit(() -> sql.rows("SELECT name FROM mz_schemas"));
            while (!answer.isDone()) {
                sql.cancel();
            }
            assertThatThrownBy(answer::get).hasMessageContaining("canceling statement due to user request");
        }
    }
}

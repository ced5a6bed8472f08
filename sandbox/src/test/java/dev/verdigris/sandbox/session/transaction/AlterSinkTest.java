package dev.verdigris.sandbox.session.transaction;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * ALTER SINK … SET FROM waits for a relation that is not ready and loses no change; a cancel request ends only the
 * wait.
 */
@Timeout(300)
class AlterSinkTest {

    private static final String READS = "SELECT o.name FROM mz_internal.mz_object_dependencies d"
            + " JOIN mz_sinks s ON s.id = d.object_id JOIN mz_objects o ON o.id = d.referenced_object_id"
            + " WHERE s.name = 'snk' AND o.type <> 'connection'";

    private static final int CUT_OVERS = 20;

    /** The inserts that go on beside a cut-over. Their number is fixed: each costs more than the one before. */
    private static final int INSERTS = 10;

    private Sandbox sandbox;
    private SqlClient boss;
    private SqlClient owner;
    private ExecutorService thread;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        boss = SqlClient.connect(sandbox.internalJdbcUrl());
        owner = SqlClient.connect(sandbox.internalJdbcUrl());
        thread = Executors.newSingleThreadExecutor();
        boss.run(
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE TABLE t (a int4)",
                "CREATE SINK snk IN CLUSTER quickstart FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON"
                        + " ENVELOPE DEBEZIUM");
        boss.fault("hold_hydration('quickstart')");
        boss.run("CREATE MATERIALIZED VIEW later IN CLUSTER quickstart AS SELECT a FROM t");
    }

    @AfterEach
    void stop() throws SQLException {
        thread.close();
        owner.close();
        boss.close();
        sandbox.close();
    }

    @Test
    void aCancelRequestEndsTheWaitAndLeavesTheSinkAsItWas() throws Exception {
        Future<List<String>> answer = thread.submit(() -> {
            owner.run("ALTER SINK snk SET FROM later");
            return List.of();
        });
        while (!answer.isDone()) {
            owner.cancel();
            LockSupport.parkNanos(1_000_000);
        }
        assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("57014"))
                .hasMessageContaining("canceling statement due to user request");
        assertThat(boss.rows(READS)).containsExactly("t");
        boss.fault("release_hydration('quickstart')");
        owner.run("ALTER SINK snk SET FROM later");
        assertThat(boss.rows(READS)).containsExactly("later");
    }

    @Test
    void noChangeIsLostOrRepeatedByCutOvers() throws Exception {
        boss.fault("release_hydration('quickstart')");
        boss.run(
                "CREATE MATERIALIZED VIEW sooner IN CLUSTER quickstart AS SELECT a FROM t",
                "CREATE SINK whole IN CLUSTER quickstart FROM sooner INTO KAFKA CONNECTION kafka (TOPIC 'w')"
                        + " KEY (a) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        int last = CUT_OVERS * INSERTS;
        Semaphore allowed = new Semaphore(0);
        Future<?> inserted = thread.submit(() -> {
            for (int i = 1; i <= last; i++) {
                allowed.acquire();
                owner.run("INSERT INTO t VALUES (" + i + ")");
            }
            return null;
        });
        for (int i = 0; i < CUT_OVERS; i++) {
            allowed.release(INSERTS);
            boss.run("ALTER SINK whole SET FROM " + (i % 2 == 0 ? "later" : "sooner"));
        }
        inserted.get(120, TimeUnit.SECONDS);
        String output = " FROM mz_sandbox.sink_output WHERE sink = 'whole'";
        boss.await("SELECT count(*)" + output + " AND value ->> 'a' = '" + last + "'", "1");
        assertThat(boss.rows("SELECT count(*), count(DISTINCT value), sum(diff)" + output))
                .containsExactly(last + "|" + last + "|" + last);
    }
}

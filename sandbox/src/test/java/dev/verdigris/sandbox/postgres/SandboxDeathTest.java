package dev.verdigris.sandbox.postgres;

import java.nio.file.Path;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole sandbox is killed while clients use it. */
class SandboxDeathTest {

    private static final String TOLD = "SELECT value ->> 'word' FROM mz_sandbox.sink_output ORDER BY seq";

    @TempDir
    private Path scratch;

    private Path temporary;

    @BeforeEach
    void makeAShortTemporaryDirectory() throws Exception {
        Directories.open(scratch);
        temporary = Directories.temporary();
    }

    @AfterEach
    void removeIt() throws Exception {
        Directories.remove(temporary);
    }

    private ChildJvm.Launch launch() {
        return ChildJvm.Launch.of(SandboxMain.class)
                .withOptions("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData")
                .withEnvironment(System.getenv());
    }

    private void assertNothingIsLeft() throws Exception {
        Clients.awaitEmpty(temporary);
        Clients.awaitNoProcessNaming(temporary);
    }

    @Test
    void aKilledSandboxLeavesNoProcessAndNoFile() throws Exception {
        try (ChildJvm child = launch().start();
                SqlClient client = SqlClient.connect(child.word())) {
            client.run("CREATE TABLE t (word text)", "CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM t");
            child.kill();
            assertNothingIsLeft();
        }
    }

    @Test
    void aPersistentSandboxContinuesAfterAKill() throws Exception {
        Path data = scratch.resolve("data");
        try (ChildJvm child = launch().start(data.toString())) {
            String url = child.word();
            try (SqlClient client = SqlClient.connect(url);
                    SqlClient undecided = SqlClient.connect(url)) {
                client.run(
                        "CREATE TABLE t (word text)",
                        "CREATE CLUSTER \"the 1st\" (SIZE '25cc')",
                        "CREATE MATERIALIZED VIEW mv IN CLUSTER \"the 1st\" AS SELECT count(*) AS n FROM t",
                        "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SECURITY PROTOCOL PLAINTEXT)",
                        "CREATE SINK told IN CLUSTER \"the 1st\" FROM t INTO KAFKA CONNECTION kafka (TOPIC 't')"
                                + " FORMAT JSON ENVELOPE DEBEZIUM",
                        "INSERT INTO t VALUES ('one')");
                client.await(TOLD, "one");
                undecided.run("BEGIN", "INSERT INTO t VALUES ('never')");
                client.run("INSERT INTO t VALUES ('two')");
                child.kill();
            }
            assertNothingIsLeft();
        }
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withDataDirectory(data));
                SqlClient client = SqlClient.connect(sandbox.internalJdbcUrl())) {
            assertThat(client.rows("SELECT word FROM t ORDER BY word")).containsExactly("one", "two");
            assertThat(client.rows("SELECT n FROM mv")).containsExactly("2");
            assertThat(client.rows("SELECT count(*) FROM mz_internal.mz_sessions"))
                    .containsExactly("1");
            client.await(
                    "SELECT DISTINCT h.hydrated FROM mz_internal.mz_hydration_statuses h"
                            + " WHERE h.object_id LIKE 'u%'",
                    "t");
            client.await(TOLD, "one", "two");
            client.run("INSERT INTO t VALUES ('three')");
            client.await(TOLD, "one", "two", "three");
        }
    }
}

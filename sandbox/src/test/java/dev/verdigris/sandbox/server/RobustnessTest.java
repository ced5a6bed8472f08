package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.sandbox.Rounds;
import dev.verdigris.sandbox.SandboxInternals;
import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.SqlClient;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients that make errors, and many clients at once. */
class RobustnessTest {

    private static final int CLIENTS = Rounds.of(60, 200);

    private static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    @Test
    void declinesEncryptionAndThenAcceptsTheClient() throws IOException {
        try (RawClient client = new RawClient()) {
            client.send(hex("00000008 04d21630"));
            assertThat(client.readByte()).isEqualTo('N');
            client.send(hex("00000008 04d2162f"));
            assertThat(client.readByte()).isEqualTo('N');
            client.send(RequestBatch.startup(Map.of("user", "materialize")));
            assertThat(client.answer()).startsWith("RS").endsWith("Z");
        }
    }

    @Test
    void refusesProtocol32() throws IOException {
        try (RawClient client = new RawClient()) {
            client.send(hex("00000009 00030002 00"));
            Diagnostic error = client.fatal();
            assertThat(error.severity()).isEqualTo("FATAL");
            assertThat(error.sqlState()).isEqualTo("08004");
            assertThat(error.message()).isEqualTo("server does not support the client's requested protocol version");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown type, 7a 00000004, 08P01",
        "length too small, 51 00000003, 08P01",
        "text without end, 51 00000006 5345, 08P01",
        "more than two megabytes, 51 00200001, 54000"
    })
    void endsTheSessionAfterAMalformedMessage(String what, String message, String sqlState) throws IOException {
        try (RawClient client = RawClient.loggedIn()) {
            assertThat(client.answer()).endsWith("Z");
            client.send(hex(message));
            Diagnostic error = client.fatal();
            assertThat(error.severity()).describedAs(what).isEqualTo("FATAL");
            assertThat(error.sqlState()).describedAs(what).isEqualTo(sqlState);
        }
        assertServerAnswers();
    }

    @Test
    void aDisconnectWithinAMessageLeavesNoSession() throws Exception {
        try (RawClient client = RawClient.loggedIn("application_name", "half")) {
            assertThat(client.answer()).endsWith("Z");
            client.send(hex("51 00000100 5345"));
            client.endOfOutput();
            assertThat(client.readByte()).isNegative();
        }
        assertServerAnswers();
    }

    @Test
    void aTooLongTextIsRefusedAndTheSessionContinues() throws IOException {
        try (RawClient client = RawClient.loggedIn()) {
            assertThat(client.answer()).endsWith("Z");
            client.send(new RequestBatch().query("SELECT '" + "x".repeat(1_000_000) + "'"));
            List<Frame> frames = client.readUntil('Z');
            assertThat(Diagnostics.decode(frames.get(0).body()).sqlState()).isEqualTo("54000");
            client.send(new RequestBatch().query("SELECT 1"));
            assertThat(client.answer()).isEqualTo("TDCZ");
        }
    }

    @Test
    void afterAnErrorTheExtendedProtocolSkipsToSync() throws IOException {
        try (RawClient client = RawClient.loggedIn()) {
            assertThat(client.answer()).endsWith("Z");
            client.send(new RequestBatch()
                    .parse("", "SELECT nonsense", List.of())
                    .bind("", "", BoundValues.none())
                    .execute("", 0)
                    .sync());
            assertThat(client.answer()).isEqualTo("EZ");
            client.send(new RequestBatch()
                    .parse("a", "SELECT 1", List.of())
                    .describeStatement("a")
                    .bind("", "a", BoundValues.none())
                    .describePortal("")
                    .execute("", 0)
                    .sync());
            assertThat(client.answer()).isEqualTo("1tT2TDCZ");
        }
    }

    @Test
    void anEmptyTextGetsEmptyQueryResponse() throws IOException {
        try (RawClient client = RawClient.loggedIn()) {
            assertThat(client.answer()).endsWith("Z");
            client.send(new RequestBatch().query(" ; "));
            assertThat(client.answer()).isEqualTo("IZ");
            client.send(new RequestBatch()
                    .parse("", "", List.of())
                    .bind("", "", BoundValues.none())
                    .execute("", 0)
                    .sync());
            assertThat(client.answer()).isEqualTo("12IZ");
        }
    }

    @Test
    void manyClientsWorkAtOnce() throws Exception {
        CountDownLatch allIn = new CountDownLatch(CLIENTS);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                answers.add(threads.submit(() -> oneOfMany(number, allIn)));
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(answers.get(i).get(240, TimeUnit.SECONDS)).isEqualTo(i);
            }
        }
        assertServerAnswers();
    }

    private static int oneOfMany(int number, CountDownLatch allIn) throws Exception {
        try (SqlClient client = SqlClient.connect(SharedSandbox.get().jdbcUrl())) {
            allIn.countDown();
            assertThat(allIn.await(240, TimeUnit.SECONDS)).isTrue();
            assertThat(client.rows("SELECT name FROM mz_databases WHERE name = 'materialize'"))
                    .containsExactly("materialize");
            if (number % 4 == 0) {
                changesItsOwnSchema(client, "one_of_many_" + number);
            } else if (number % 10 == 1) {
                isCancelled(client);
            }
            return Integer.parseInt(client.rows("SELECT " + number).getFirst());
        }
    }

    private static void changesItsOwnSchema(SqlClient client, String schema) throws SQLException {
        String seen = "SELECT count(*) FROM mz_schemas WHERE name = '" + schema + "'";
        client.run("CREATE SCHEMA " + schema, "CREATE TABLE " + schema + ".t (a text)");
        client.run("INSERT INTO " + schema + ".t VALUES ('" + schema + "')");
        assertThat(client.rows("SELECT a FROM " + schema + ".t")).containsExactly(schema);
        assertThat(client.rows(seen)).containsExactly("1");
        client.run("DROP SCHEMA " + schema + " CASCADE");
        assertThat(client.rows(seen)).containsExactly("0");
    }

    /** A request that arrives before the statement has no effect, so it is repeated until the statement ends. */
    private static void isCancelled(SqlClient client) throws Exception {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> answer = thread.submit(() -> client.rows("SUBSCRIBE mz_catalog.mz_databases"));
            while (!answer.isDone()) {
                client.cancel();
                LockSupport.parkNanos(1_000_000);
            }
            assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void aQueryIsCancelled() throws Exception {
        try (SqlClient client = SqlClient.connect(SharedSandbox.get().jdbcUrl());
                BackendConnection observer = SandboxInternals.openBackend(SharedSandbox.get());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            long process = Long.parseLong(client.processId());
            Future<List<String>> answer = thread.submit(() ->
                    client.rows("SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b"));
            awaitProcess(observer, process, "state = 'active' AND query LIKE '%generate_series%'");
            client.cancel();
            assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("57014"))
                    .hasMessageContaining("canceling statement due to user request");
            assertThat(client.rows("SELECT 1")).containsExactly("1");
        }
    }

    /**
     * Repeats a query until PostgreSQL's process is in the state. One hit is enough, because a process that waits for a
     * lock wakes for a moment after a second, to check for a deadlock.
     */
    private static void awaitProcess(BackendConnection observer, long process, String condition) {
        String look = "SELECT FROM pg_stat_activity WHERE pid = " + process + " AND " + condition;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (observer.sql().query(look).isEmpty()) {
            assertThat(System.nanoTime()).as(look).isLessThan(deadline);
        }
    }

    @Test
    void aCancelRequestWithAWrongSecretHasNoEffect() throws Exception {
        try (RawClient client = RawClient.loggedIn();
                BackendConnection observer = SandboxInternals.openBackend(SharedSandbox.get());
                BackendConnection locker = SandboxInternals.openBackend(SharedSandbox.get())) {
            locker.sql().execute("CREATE TABLE IF NOT EXISTS public.locked (x int)");
            locker.sql().execute("BEGIN; LOCK TABLE public.locked IN ACCESS EXCLUSIVE MODE");
            List<Frame> frames = client.readUntil('Z');
            byte[] key = frames.stream()
                    .filter(frame -> frame.type() == 'K')
                    .findFirst()
                    .orElseThrow()
                    .body();
            int processId = ByteBuffer.wrap(key).getInt();
            int secret = ByteBuffer.wrap(key).getInt(4);
            client.send(new RequestBatch().query("SELECT x FROM locked"));
            awaitProcess(observer, processId, "wait_event_type = 'Lock'");
            try (RawClient other = new RawClient()) {
                other.send(RequestBatch.cancel(processId, secret + 1));
                assertThat(other.readByte()).isNegative();
            }
            locker.sql().execute("COMMIT");
            assertThat(client.answer()).as("a table without rows").isEqualTo("TCZ");
        }
    }

    @Test
    void aSystemRoleMayOnlyLogInAtTheInternalPort() throws IOException {
        try (RawClient client = new RawClient()) {
            client.send(RequestBatch.startup(Map.of("user", "mz_system")));
            Diagnostic error = client.fatal();
            assertThat(error.sqlState()).isEqualTo("42501");
            assertThat(error.message()).isEqualTo("unauthorized login to user 'mz_system'");
        }
        try (RawClient client = new RawClient(SharedSandbox.get().internalPort())) {
            client.send(RequestBatch.startup(Map.of("user", "mz_system")));
            assertThat(client.answer()).endsWith("Z");
        }
    }

    private static void assertServerAnswers() throws IOException {
        try (RawClient client = RawClient.loggedIn()) {
            assertThat(client.answer()).endsWith("Z");
            client.send(new RequestBatch().query("SELECT 1"));
            assertThat(client.answer()).isEqualTo("TDCZ");
        }
    }
}

package dev.verdigris.sandbox.server;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.Rounds;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxInternals;
import dev.verdigris.sandbox.SqlClient;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken, slow, silent and too many clients, and a good one. The good one must not notice the others, and nothing of
 * them may stay. On a sandbox with few slots.
 */
@Timeout(300)
class BadClientsTest {

    private static final int PLACES = 6;
    private static final int PENDING_LOGINS = 20;
    private static final int DAMAGED_CONVERSATIONS = Rounds.of(50, 200);
    private static final String SESSIONS = "SELECT count(*) FROM mz_internal.mz_sessions";

    private static Sandbox sandbox;

    private SqlClient good;

    @BeforeAll
    static void start() throws IOException {
        sandbox = SandboxInternals.start(ClientLimits.defaults()
                .withClients(PLACES)
                .withPendingLogins(PENDING_LOGINS)
                .withLoginTime(Duration.ofHours(1)));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        good = SqlClient.connect(sandbox.internalJdbcUrl());
        good.await(SESSIONS, "1");
    }

    @AfterEach
    void isStillServed() throws SQLException {
        good.await(SESSIONS, "1");
        good.close();
    }

    private static RawClient loggedIn() throws IOException {
        RawClient client = new RawClient(sandbox.port());
        client.send(RequestBatch.startup(Map.of("user", "materialize")));
        return client;
    }

    private void swapOnce() throws SQLException {
        good.run("CREATE SCHEMA bad_a", "CREATE SCHEMA bad_b");
        good.run("BEGIN; ALTER SCHEMA bad_a SWAP WITH bad_b; COMMIT");
        good.run("DROP SCHEMA bad_a", "DROP SCHEMA bad_b");
    }

    private static byte[] conversation() {
        return new RequestBatch()
                .query("SELECT 1; SELECT 'ü'")
                .parse("s", "SELECT $1 || 'x'", List.of(25))
                .describeStatement("s")
                .bind("p", "s", BoundValues.ofTexts(List.of("1")))
                .execute("p", 1)
                .sync()
                .query("BEGIN; SHOW cluster; COMMIT")
                .toBytes();
    }

    @Test
    void damagedConversationsEndAndAffectNobodyElse() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < DAMAGED_CONVERSATIONS; round++) {
            byte[] bytes = conversation();
            for (int damages = random.nextInt(5); damages >= 0; damages--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (RawClient bad = loggedIn()) {
                assertThat(bad.answer()).endsWith("Z");
                bad.sendAndHangUp(bytes);
                assertThat(bad.readToTheEnd())
                        .as("seed %d, round %d", seed, round)
                        .isNotNegative();
            }
            assertThat(good.rows("SELECT " + round)).containsExactly(Integer.toString(round));
        }
    }

    private static final long ROWS = 100_000;

    private static final long BYTES_PER_ROW = 100_000;

    /**
     * Ten gigabytes do not fit into any buffer. PostgreSQL waits for the sandbox, and the sandbox waits for the client.
     */
    private static byte[] moreThanFitsIntoBuffers() {
        return new RequestBatch()
                .query("SELECT repeat('x', %d) FROM generate_series(1, %d)".formatted(BYTES_PER_ROW, ROWS))
                .toBytes();
    }

    /**
     * Waits until PostgreSQL can send no more. While the buffers between it and the client still fill, it waits only
     * for moments. So only many hits in a row prove that it cannot send.
     */
    private static void awaitAPostgresThatCannotSend(Sandbox server) {
        String look = "SELECT FROM pg_stat_activity WHERE wait_event = 'ClientWrite'";
        int looksInARow = 0;
        try (BackendConnection backend = SandboxInternals.openBackend(server)) {
            while (looksInARow < 200) {
                looksInARow = backend.sql().query(look).isEmpty() ? 0 : looksInARow + 1;
            }
        }
    }

    @Test
    void aClientThatDoesNotReadBlocksNoSwap() throws Exception {
        try (RawClient slow = loggedIn()) {
            assertThat(slow.answer()).endsWith("Z");
            slow.send(moreThanFitsIntoBuffers());
            awaitAPostgresThatCannotSend(sandbox);
            swapOnce();
        }
    }

    @Test
    void silentClientsMakeRoomForOthers() throws Exception {
        List<RawClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * PENDING_LOGINS; i++) {
                silent.add(new RawClient(sandbox.port()));
            }
            swapOnce();
            for (RawClient client : silent.subList(0, 2 * PENDING_LOGINS)) {
                assertThat(client.readByte()).as("the end of the connection").isNegative();
            }
            RawClient newest = silent.getLast();
            newest.send(RequestBatch.startup(Map.of("user", "materialize")));
            assertThat(newest.answer()).endsWith("Z");
            try (RawClient next = loggedIn()) {
                assertThat(next.answer()).endsWith("Z");
            }
        } finally {
            for (RawClient client : silent) {
                client.close();
            }
        }
    }

    /**
     * A silent client, one that sends byte by byte, and one that repeats a request that is allowed any number of times.
     */
    @Test
    void aClientThatDoesNotLogInInTimeIsDisconnected() throws Exception {
        ClientLimits hasty = ClientLimits.defaults().withLoginTime(Duration.ofMillis(300));
        byte[] startup = RequestBatch.startup(Map.of("user", "materialize", "application_name", "x".repeat(9_000)));
        byte[] encryption = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
        try (Sandbox own = SandboxInternals.start(hasty)) {
            try (RawClient silent = new RawClient(own.port())) {
                assertThat(silent.readByte()).as("the end of the connection").isNegative();
            }
            try (RawClient dribbling = new RawClient(own.port())) {
                int at = 0;
                while (at < startup.length && dribbling.isLeftIn(startup, at, 1)) {
                    at++;
                }
                assertThat(at).as("bytes sent until the end").isLessThan(startup.length);
            }
            try (RawClient asking = new RawClient(own.port())) {
                assertThat(isSentAwayAtLast(asking, encryption)).isTrue();
            }
        }
    }

    private static boolean isSentAwayAtLast(RawClient client, byte[] question) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        boolean leftIn = true;
        while (leftIn && System.nanoTime() < deadline) {
            leftIn = client.isLeftIn(question, 0, question.length);
        }
        return !leftIn;
    }

    @Test
    void aClientSilentWithinAMessageBlocksNoSwap() throws Exception {
        try (RawClient half = loggedIn()) {
            assertThat(half.answer()).endsWith("Z");
            half.send(new byte[] {'Q', 0, 0, 1, 0, 'S', 'E'});
            swapOnce();
        }
    }

    @Test
    void theClientAboveTheLimitGetsAnErrorAndMayRetry() throws Exception {
        List<RawClient> others = new ArrayList<>();
        try {
            for (int i = 1; i < PLACES; i++) {
                RawClient client = loggedIn();
                assertThat(client.answer()).endsWith("Z");
                others.add(client);
            }
            try (RawClient tooMany = loggedIn()) {
                Diagnostic error = tooMany.fatal();
                assertThat(error.severity()).isEqualTo("FATAL");
                assertThat(error.sqlState()).isEqualTo("53000");
                assertThat(error.message())
                        .isEqualTo("creating connection would violate max_connections limit"
                                + " (desired: 7, limit: 6, current: 6)");
            }
            others.remove(0).close();
            good.await(SESSIONS, Integer.toString(PLACES - 1));
            try (RawClient next = loggedIn()) {
                assertThat(next.answer()).endsWith("Z");
            }
        } finally {
            for (RawClient client : others) {
                client.close();
            }
        }
    }

    @Test
    void closingTheSandboxDoesNotWaitForASlowClient() throws Exception {
        Sandbox own = SandboxInternals.start(ClientLimits.defaults().withClosingTime(Duration.ofMillis(500)));
        try (own;
                RawClient slow = new RawClient(own.port())) {
            slow.send(RequestBatch.startup(Map.of("user", "materialize")));
            assertThat(slow.answer()).endsWith("Z");
            slow.send(moreThanFitsIntoBuffers());
            awaitAPostgresThatCannotSend(own);
            own.close();
            assertThat(slow.readToTheEnd())
                    .as("the answer ended where the sandbox closed, not where it was whole")
                    .isLessThan(ROWS * BYTES_PER_ROW);
        }
    }
}

package dev.verdigris.sandbox.catalog.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.SandboxInternals;
import dev.verdigris.sandbox.SharedSandbox;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lock on a reader's second table stops it between its two names, and both are swapped meanwhile. Without the
 * sandbox's lock, PostgreSQL gives the reader half of each version. With it, the swap waits.
 */
@Timeout(300)
public class NameResolutionLockTest {

    private static final long LIMIT_SECONDS = 240;

    private static final String READ = "SELECT a.color || ' and ' || b.color FROM gate_a.t a, gate_b.t b";

    private static String make(String schema, String color) {
        return "CREATE SCHEMA " + schema + "; CREATE TABLE " + schema + ".t (color text); INSERT INTO " + schema
                + ".t VALUES ('" + color + "');";
    }

    private static final String MAKE = make("gate_a", "blue")
            + make("gate_b", "blue")
            + make("gate_a_staged", "green")
            + make("gate_b_staged", "green");

    private static String rename(String schema) {
        return "ALTER SCHEMA " + schema + " RENAME TO moving; ALTER SCHEMA " + schema + "_staged RENAME TO " + schema
                + "; ALTER SCHEMA moving RENAME TO " + schema + "_staged;";
    }

    private static void awaitLockWait(CatalogTransaction sql, long processId) {
        await(sql, "wait_event_type = 'Lock'", processId);
    }

    /**
     * Repeats a query until it finds the state. One hit is enough, because a process that waits for a lock wakes for a
     * moment after a second, to check for a deadlock.
     */
    private static void await(CatalogTransaction sql, String condition, long processId) {
        String look = "SELECT FROM pg_stat_activity WHERE pid = " + processId + " AND " + condition;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (sql.query(look).isEmpty()) {
            assertThat(System.nanoTime()).as(condition).isLessThan(deadline);
        }
    }

    @Test
    void withoutTheLockAReaderSeesHalfASwap() throws Exception {
        try (CatalogDatabase database = CatalogDatabase.create();
                BackendConnection reader = BackendConnection.open(database.address(), "reader");
                BackendConnection locker = BackendConnection.open(database.address(), "locker");
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            database.sql().execute(MAKE);
            locker.sql().execute("BEGIN; LOCK TABLE gate_b.t IN ACCESS EXCLUSIVE MODE");
            Future<String> answer =
                    thread.submit(() -> reader.sql().query(READ).get(0).text(0));
            awaitLockWait(database.sql(), reader.processId());
            database.sql().execute("BEGIN;" + rename("gate_a") + rename("gate_b") + "COMMIT");
            locker.sql().execute("COMMIT");

            assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("blue and green");
        }
    }

    @Test
    void withTheLockTheSwapWaitsForTheReader() throws Exception {
        // In simple mode a statement acquires the name resolution lock once. In pgjdbc's extended mode, Describe comes
        // first.
        try (Connection reading = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement reader = reading.createStatement();
                Connection swapping = SharedSandbox.connectSystem("&preferQueryMode=simple");
                Statement swapper = swapping.createStatement();
                BackendConnection observer = SandboxInternals.openBackend(SharedSandbox.get());
                BackendConnection locker = SandboxInternals.openBackend(SharedSandbox.get());
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (String statement : MAKE.split(";")) {
                swapper.execute(statement);
            }
            int swappersProcess = processId(swapper);
            locker.sql().execute("BEGIN; LOCK TABLE gate_b.t IN ACCESS EXCLUSIVE MODE");
            int readersProcess = processId(reader);
            Future<String> answer = threads.submit(text(reader));
            awaitLockWait(observer.sql(), readersProcess);
            String begun =
                    observer.sql().query("SELECT clock_timestamp()").get(0).text(0);
            Future<Boolean> swap = threads.submit(() -> swapper.execute("BEGIN; ALTER SCHEMA gate_a SWAP WITH"
                    + " gate_a_staged; ALTER SCHEMA gate_b SWAP WITH gate_b_staged; COMMIT"));
            // It has renamed, did not get the name resolution lock, and has rolled everything back.
            await(observer.sql(), "query = 'ROLLBACK' AND query_start > '" + begun + "'", swappersProcess);
            assertThat(answer).isNotDone();
            assertThat(swap).isNotDone();
            locker.sql().execute("COMMIT");

            assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("blue and blue");
            assertThat(swap.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isFalse();
            assertThat(text(reader).call()).isEqualTo("green and green");
        }
    }

    private static int processId(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static Callable<String> text(Statement statement) {
        return () -> {
            try (ResultSet row = statement.executeQuery(READ)) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        };
    }
}

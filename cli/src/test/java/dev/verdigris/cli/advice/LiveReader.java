package dev.verdigris.cli.advice;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that reads the live view again and again until it is closed. */
final class LiveReader implements AutoCloseable {

    private static final long BETWEEN_READS = 30_000_000;

    private final Connection connection;
    private final String query;
    private final Set<String> versions = new TreeSet<>();
    private final List<String> errors = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().unstarted(this::read);
    private volatile boolean closed;

    private LiveReader(Shop shop) throws SQLException {
        this.connection = shop.reader();
        this.query = "SELECT DISTINCT version FROM " + shop.view();
    }

    /** Begins to read. Returns after the first answer. */
    static LiveReader of(Shop shop) throws SQLException, InterruptedException {
        LiveReader reader = new LiveReader(shop);
        reader.thread.start();
        reader.first.await();
        return reader;
    }

    private void read() {
        while (!closed && errors.isEmpty()) {
            readOnce();
            first.countDown();
            LockSupport.parkNanos(BETWEEN_READS);
        }
    }

    private void readOnce() {
        try (Statement session = connection.createStatement();
                ResultSet rows = session.executeQuery(query)) {
            List<String> seen = new ArrayList<>();
            while (rows.next()) {
                seen.add(rows.getString(1));
            }
            versions.add(String.join(" and ", seen));
        } catch (SQLException e) {
            errors.add(String.valueOf(e.getMessage()));
        }
    }

    /** Reads once more and ends. Requires that every read had an answer. Returns the versions that were seen. */
    Set<String> end() throws InterruptedException {
        closed = true;
        thread.join();
        readOnce();
        assertThat(errors).as("errors of a reader of the live side").isEmpty();
        return versions;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        connection.close();
    }
}

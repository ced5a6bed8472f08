package dev.verdigris.engine.internal.connection;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.verdigris.engine.progress.CancelledException;
import org.jspecify.annotations.Nullable;

/**
 * The request to stop the verb that runs. Sessions look at it before each statement and pauses wake up on it; a
 * statement in flight is cancelled on the server.
 *
 * <p>Safe for use by several threads. Between verbs nothing can be cancelled, so that a late request does not stop the
 * verb that comes next.
 */
public final class Cancellation {

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);
    private static final int MOST_REQUESTS = 250;

    private final Set<Statement> inFlight = ConcurrentHashMap.newKeySet();
    private volatile @Nullable CountDownLatch request;

    /**
     * Runs a verb that can be cancelled meanwhile.
     *
     * @throws IllegalStateException when another verb runs
     */
    public <T> T during(Supplier<T> verb) {
        synchronized (this) {
            if (request != null) {
                throw new IllegalStateException("another verb runs; one object is for one verb at a time");
            }
            request = new CountDownLatch(1);
        }
        try {
            return verb.get();
        } finally {
            request = null;
        }
    }

    /**
     * Stops the verb that runs, if one does. Returns when no statement is in flight any more, or after about five
     * seconds if the server does not react.
     */
    public void cancel() {
        CountDownLatch now = request;
        if (now == null) {
            return;
        }
        now.countDown();
        // The driver ignores the request for a statement that it has not sent yet, so one request is not enough.
        for (int requests = 0; requests < MOST_REQUESTS && !inFlight.isEmpty(); requests++) {
            inFlight.forEach(Cancellation::cancel);
            try {
                Thread.sleep(BETWEEN_REQUESTS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement has ended, or its connection is lost: the thread that runs it meets that itself.
            return;
        }
    }

    /**
     * Waits on the real clock.
     *
     * @throws CancelledException when the verb is cancelled or the thread is interrupted meanwhile
     */
    public void pause(Duration duration) {
        heed();
        CountDownLatch now = request;
        try {
            if (now == null) {
                Thread.sleep(duration);
            } else if (now.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw cancelled(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the thread was interrupted", e);
        }
    }

    /**
     * Ends the verb here if that was asked for.
     *
     * @throws CancelledException when the verb was cancelled or its thread is interrupted
     */
    void heed() {
        CountDownLatch now = request;
        if (now == null) {
            return;
        }
        if (now.getCount() == 0) {
            throw cancelled(null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("the thread was interrupted", null);
        }
    }

    /** Announces a statement that is about to be sent. */
    void begins(Statement statement) {
        inFlight.add(statement);
    }

    /** Announces that a statement has been answered, or will not be. */
    void ended(Statement statement) {
        inFlight.remove(statement);
    }

    /** What a failure means here: the server's answer to our request, or what the failure says itself. */
    RuntimeException meaning(SqlFailure failure) {
        CountDownLatch now = request;
        return now != null && now.getCount() == 0 && failure.sqlState().equals(ServerRefusal.QUERY_CANCELED)
                ? cancelled(failure)
                : failure;
    }

    private static CancelledException cancelled(@Nullable Throwable cause) {
        return new CancelledException("the verb was cancelled", cause);
    }
}

package dev.verdigris.engine.internal.connection;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.verdigris.engine.progress.CancelledException;
import org.jspecify.annotations.Nullable;

/**
 * The request to stop the running verb. Sessions check it before each statement, and it ends pauses. A statement in
 * flight is cancelled on the server.
 *
 * <p>Safe for use by several threads. Between verbs, a request has no effect, so a late request does not stop the next
 * verb.
 */
public final class Cancellation {

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);
    private static final int MOST_REQUESTS = 250;

    private final Set<Statement> inFlight = ConcurrentHashMap.newKeySet();
    private volatile @Nullable CountDownLatch request;

    /**
     * Begins a verb that can be cancelled until the scope ends.
     *
     * @throws IllegalStateException when another verb runs
     */
    public synchronized Scope begin() {
        if (request != null) {
            throw new IllegalStateException("another verb is running; an object runs one verb at a time");
        }
        request = new CountDownLatch(1);
        return () -> request = null;
    }

    /**
     * Stops the running verb, if there is one. Returns when no statement is in flight any more, or after about five
     * seconds if the server does not react.
     */
    public void cancel() {
        CountDownLatch now = request;
        if (now == null) {
            return;
        }
        now.countDown();
        // A verb that begins after this one is not stopped.
        Set<Statement> ofThisVerb = new HashSet<>(inFlight);
        // The driver ignores a request for a statement that it has not sent yet, so one request is not enough.
        for (int requests = 0; requests < MOST_REQUESTS; requests++) {
            ofThisVerb.retainAll(inFlight);
            if (ofThisVerb.isEmpty()) {
                return;
            }
            ofThisVerb.forEach(Cancellation::cancel);
            try {
                Thread.sleep(BETWEEN_REQUESTS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Asks the server to cancel a statement. */
    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement has ended, or its connection is lost. The thread that runs the statement handles both.
            return;
        }
    }

    /**
     * Waits on the real clock.
     *
     * @throws CancelledException if the verb is cancelled or the thread is interrupted during the wait
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
     * Ends the verb if it was cancelled.
     *
     * @throws CancelledException if the verb was cancelled or its thread is interrupted
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

    /** Adds a statement that is about to be sent. */
    void begins(Statement statement) {
        inFlight.add(statement);
    }

    /** Removes a statement that has been answered or will not be answered. */
    void ended(Statement statement) {
        inFlight.remove(statement);
    }

    /** The exception for a failure: a cancellation if we requested it, otherwise the failure itself. */
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

package dev.verdigris.sandbox.request;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

import dev.verdigris.sandbox.error.SqlError;

/** Waiting that a cancel request ends. */
public final class Waiting {

    private static final long CANCEL_CHECK_MILLIS = 20;

    private Waiting() {}

    /** Acquires {@code lock}, and checks at every {@code interval} whether to stop. */
    public static void acquire(Lock lock, long interval, TimeUnit unit, CancelToken cancel) {
        try {
            while (!lock.tryLock(interval, unit)) {
                cancel.throwIfRequested();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlError.of("57P01", "terminating connection due to administrator command");
        }
    }

    /** Waits for {@code millis} unless a cancel request arrives. */
    public static void pause(long millis, CancelToken cancel) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlError.of("57P01", "terminating connection due to administrator command");
        }
        cancel.throwIfRequested();
    }

    /**
     * Waits for an event. The event is cancelled if the wait ends before it, so that its owner can remove it.
     *
     * @throws SqlError 57014 if the client cancels, 57P01 if the thread is interrupted
     */
    public static void await(CompletableFuture<Void> event, CancelToken cancel) {
        try {
            cancel.throwIfRequested();
            while (!isDone(event)) {
                cancel.throwIfRequested();
            }
        } finally {
            event.cancel(false);
        }
    }

    private static boolean isDone(CompletableFuture<Void> event) {
        try {
            event.get(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            throw SqlError.internal(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlError.of("57P01", "terminating connection due to administrator command");
        }
    }
}

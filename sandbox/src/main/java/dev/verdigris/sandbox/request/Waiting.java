package dev.verdigris.sandbox.request;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import dev.verdigris.sandbox.error.SqlFailure;

/** Waiting that a cancel request ends. */
public final class Waiting {

    private Waiting() {}

    /** Takes {@code lock}, looking up every {@code interval} whether to stop. */
    public static void acquire(Lock lock, long interval, TimeUnit unit, CancelToken cancel) {
        try {
            while (!lock.tryLock(interval, unit)) {
                cancel.check();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlFailure.of("57P01", "terminating connection due to administrator command");
        }
    }

    /** Lets {@code millis} pass unless a cancel request comes. */
    public static void pause(long millis, CancelToken cancel) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlFailure.of("57P01", "terminating connection due to administrator command");
        }
        cancel.check();
    }
}

package dev.verdigris.sandbox.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A signal from many threads to one. A signal that arrives while nobody waits is kept. */
final class Wakeup {

    /** Far enough ahead to mean never. */
    static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean pending;

    /** Wakes the waiting thread, now or at its next {@link #await}. */
    void ring() {
        lock.lock();
        try {
            pending = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a signal until {@link System#nanoTime()} reaches {@code deadline}.
     *
     * @return whether there was one
     */
    boolean await(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = deadline - System.nanoTime();
            while (!pending && left > 0) {
                left = rung.awaitNanos(left);
            }
            boolean was = pending;
            pending = false;
            return was;
        } finally {
            lock.unlock();
        }
    }
}

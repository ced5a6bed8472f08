package dev.verdigris.sandbox.catalog.lock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.Waiting;

/**
 * Keeps names unchanged while a statement resolves them. PostgreSQL resolves the names of one statement one by one, so
 * it could see half of a rename that commits in between. Materialize has no such window. Statements that resolve names
 * share this lock. A change that renames objects holds it alone. ADR 4 gives the order of the locks.
 */
public final class NameResolutionLock {

    private static final long LOOK_UP_MILLIS = 50;

    /** Fair, so that a stream of readers cannot keep a swap waiting for ever. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Permission to resolve or change names. The thread that acquired it must release it. */
    public static final class Permit {
        private final Lock lock;
        private boolean held = true;

        private Permit(Lock lock) {
            this.lock = lock;
        }

        /** Releases the permit; a second call does nothing. */
        public void release() {
            if (held) {
                held = false;
                lock.unlock();
            }
        }
    }

    /** Waits until no names change. */
    public Permit resolve(CancelToken cancel) {
        return enter(lock.readLock(), cancel);
    }

    /** Waits until no statement resolves names. */
    public Permit move(CancelToken cancel) {
        return enter(lock.writeLock(), cancel);
    }

    /**
     * Waits until no statement resolves names, at most for a time.
     *
     * @throws SqlError 55P03 if a statement still does
     */
    public Permit moveWithin(long millis, CancelToken cancel) {
        cancel.throwIfRequested();
        try {
            if (lock.writeLock().tryLock(millis, TimeUnit.MILLISECONDS)) {
                return new Permit(lock.writeLock());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw SqlError.of("55P03", "names are still being resolved");
    }

    private static Permit enter(Lock lock, CancelToken cancel) {
        Waiting.acquire(lock, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS, cancel);
        return new Permit(lock);
    }
}

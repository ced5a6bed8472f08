package dev.verdigris.sandbox.catalog.lock;

import dev.verdigris.sandbox.error.SqlError;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.Waiting;

/**
 * Keeps names still while a statement resolves them. PostgreSQL looks up the names of one statement one by one, so a
 * rename that commits in between shows it half of the change; Materialize has no such window. Whoever resolves names
 * holds the gate together with others; whoever moves names holds it alone. The order of the locks is in ADR 0004.
 */
public final class NameResolutionLock {

    private static final long LOOK_UP_MILLIS = 50;

    /** Fair, so that a stream of readers cannot keep a swap waiting for ever. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Leave to resolve or move names, to be given back by the thread that got it. */
    public static final class Permit {
        private final Lock lock;
        private boolean held = true;

        private Permit(Lock lock) {
            this.lock = lock;
        }

        /** Gives the pass back; a second call does nothing. */
        public void release() {
            if (held) {
                held = false;
                lock.unlock();
            }
        }
    }

    /** Waits until no names move. */
    public Permit resolve(CancelToken cancel) {
        return enter(lock.readLock(), cancel);
    }

    /** Waits until nobody resolves names. */
    public Permit move(CancelToken cancel) {
        return enter(lock.writeLock(), cancel);
    }

    /**
     * Waits until nobody resolves names, but only so long.
     *
     * @throws SqlError 55P03 if somebody still does
     */
    public Permit moveWithin(long millis, CancelToken cancel) {
        cancel.check();
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

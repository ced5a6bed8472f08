package dev.verdigris.sandbox.catalog.lock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The catalog's revision, the lock for catalog changes, and the listeners. */
public final class CatalogState {

    private final AtomicLong revision;
    private final ReentrantLock changing = new ReentrantLock(true);
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();

    /** A catalog whose committed revision is {@code revision}. */
    public CatalogState(long revision) {
        this.revision = new AtomicLong(revision);
    }

    /** The revision of the newest committed change. */
    public long revision() {
        return revision.get();
    }

    /** Adds a listener for every change from now on. */
    public void addListener(CatalogListener listener) {
        listeners.add(listener);
    }

    /** The lock of the thread that changes the catalog. */
    public ReentrantLock changing() {
        return changing;
    }

    /** Records that {@code newRevision} is committed. Only for the holder of {@link #changing()}. */
    public void advance(long newRevision) {
        revision.set(newRevision);
    }

    /** Notifies all listeners of a committed revision, in the calling thread. */
    public void announce(long newRevision) {
        listeners.forEach(listener -> listener.catalogChanged(newRevision));
    }
}

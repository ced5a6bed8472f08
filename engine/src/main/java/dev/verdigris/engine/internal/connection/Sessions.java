package dev.verdigris.engine.internal.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.Notice;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run: the catalog session, on which everything happens that needs no company, and further ones for
 * work side by side. All are opened when first needed and kept until the end.
 */
public final class Sessions implements AutoCloseable {

    private final ConnectionSource source;
    private final Consumer<Notice> notices;
    private final Cancellation cancellation;
    private final Deque<SqlSession> idle = new ArrayDeque<>();
    private @Nullable SqlSession catalog;

    /** Prepares sessions; nothing is connected yet. */
    public Sessions(ConnectionSource source, Consumer<Notice> notices, Cancellation cancellation) {
        this.source = source;
        this.notices = notices;
        this.cancellation = cancellation;
    }

    /** The catalog session, opened anew if it was discarded or lost. */
    public synchronized SqlSession catalog() {
        if (catalog == null || !catalog.isOpen()) {
            catalog = open(Optional.of(SqlSession.CATALOG_CLUSTER));
        }
        return catalog;
    }

    /** Forgets the catalog session and all idle ones, after one was lost: what holds for one probably holds for all. */
    public synchronized void discard() {
        if (catalog != null) {
            catalog.abandon();
            catalog = null;
        }
        idle.forEach(SqlSession::abandon);
        idle.clear();
    }

    /** A session for work side by side, on the catalog's cluster. */
    public SqlSession lease() {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return open(Optional.of(SqlSession.CATALOG_CLUSTER));
    }

    /** Takes a leased session back. */
    public synchronized void release(SqlSession session) {
        if (session.isOpen()) {
            idle.push(session);
        }
    }

    /** A session of the caller's own, on that cluster; the caller closes it. */
    public SqlSession open(Optional<String> cluster) {
        return source.open(cluster, notices, cancellation);
    }

    /** Where the sessions lead, without secrets. */
    public String address() {
        return source.address();
    }

    @Override
    public synchronized void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
        idle.forEach(SqlSession::close);
        idle.clear();
    }
}

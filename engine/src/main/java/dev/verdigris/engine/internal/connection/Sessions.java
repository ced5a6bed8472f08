package dev.verdigris.engine.internal.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run: the catalog session, on which everything happens that needs no company, and further ones for
 * work side by side. All are opened when first needed and kept until the end.
 */
public final class Sessions implements AutoCloseable {

    private final ConnectionSettings settings;
    private final Consumer<Notice> notices;
    private final Deque<SqlSession> idle = new ArrayDeque<>();
    private @Nullable SqlSession catalog;

    /** Prepares sessions; nothing is connected yet. */
    public Sessions(ConnectionSettings settings, Consumer<Notice> notices) {
        this.settings = settings;
        this.notices = notices;
    }

    /** The catalog session, opened anew if it was discarded or lost. */
    public synchronized SqlSession catalog() {
        if (catalog == null || !catalog.isOpen()) {
            catalog = SqlSession.open(settings, Optional.of(SqlSession.CATALOG_CLUSTER), notices);
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
        return SqlSession.open(settings, Optional.of(SqlSession.CATALOG_CLUSTER), notices);
    }

    /** Takes a leased session back. */
    public synchronized void release(SqlSession session) {
        if (session.isOpen()) {
            idle.push(session);
        }
    }

    /** A session of the caller's own, on that cluster; the caller closes it. */
    public SqlSession open(Optional<String> cluster) {
        return SqlSession.open(settings, cluster, notices);
    }

    /** Where the sessions lead, without secrets. */
    public String address() {
        return settings.address();
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

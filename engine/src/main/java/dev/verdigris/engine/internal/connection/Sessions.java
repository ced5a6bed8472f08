package dev.verdigris.engine.internal.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.Notice;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run: the catalog session for sequential work, and further ones for parallel work. Each is opened
 * when it is first needed and stays open until the end.
 */
public final class Sessions implements AutoCloseable {

    private final ConnectionSource source;
    private final Consumer<Notice> notices;
    private final Cancellation cancellation;
    private final AnswerWatch watch;
    private final Deque<SqlSession> idle = new ArrayDeque<>();
    private final Deque<Long> connections = new ArrayDeque<>();
    private @Nullable SqlSession catalog;

    /** Prepares sessions. It does not connect yet. */
    public Sessions(ConnectionSource source, Consumer<Notice> notices, Cancellation cancellation, AnswerWatch watch) {
        this.source = source;
        this.notices = notices;
        this.cancellation = cancellation;
        this.watch = watch;
    }

    /** The catalog session. It is opened again if it was discarded or lost. */
    public synchronized SqlSession catalog() {
        if (catalog == null || !catalog.isOpen()) {
            catalog = open(Optional.of(SqlSession.CATALOG_CLUSTER));
            catalog.connectionId().ifPresent(connections::addFirst);
        }
        return catalog;
    }

    /**
     * The connections of the catalog sessions: the present one first, then earlier ones. Empty if they are borrowed. It
     * connects if necessary, so it fails as {@link #catalog} does.
     */
    public synchronized List<Long> connections() {
        catalog();
        return List.copyOf(connections);
    }

    /** Discards the catalog session and all idle ones after one was lost, because the others are probably lost too. */
    public synchronized void discard() {
        if (catalog != null) {
            catalog.abandon();
            catalog = null;
        }
        idle.forEach(SqlSession::abandon);
        idle.clear();
    }

    /** A session for parallel work, on the catalog's cluster. */
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

    /** A session for the caller alone, on that cluster. The caller closes it. */
    public SqlSession open(Optional<String> cluster) {
        return source.open(cluster, notices, cancellation, watch);
    }

    /**
     * Begins work whose statements, together, must not last longer than {@code limit}, nor than the work that contains
     * it. A statement that is cancelled or given up because of it has a {@link NoAnswer} with that source. After the
     * end a statement still has half a second, for the last reading.
     */
    public Scope within(Duration limit, NoAnswer.Source source) {
        return watch.within(limit, source);
    }

    /** The time until the end of the present work, never negative; empty if it has no limit. */
    public Optional<Duration> left() {
        return watch.left();
    }

    /** Whether the last reading got no answer within its limit, so that another one would get none either. */
    public boolean isMute() {
        return watch.isMute();
    }

    /** The server of the sessions, without secrets. */
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

package dev.verdigris.sandbox.session.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every statement that clients have run since the start or the last {@link #clear()}, oldest first. Bounded: the oldest
 * entries go when it is full. Safe for any number of threads.
 */
public final class StatementLog {

    private static final int CAPACITY = 100_000;

    /** How a statement came. */
    public enum Protocol {
        /** In a Query message. */
        SIMPLE,
        /** By an Execute message. */
        EXTENDED
    }

    /**
     * One statement.
     *
     * @param message the number of the network message that ran it; statements of one Query share it, so that the
     *     number of different ones is the number of round trips
     * @param sessionId the session
     * @param applicationName the session's {@code application_name} at that time
     * @param sql as typed
     * @param protocol how it came
     * @param at when it was finished
     * @param outcome the command tag, or the SQLSTATE of its error
     */
    public record Entry(
            long message,
            UUID sessionId,
            String applicationName,
            String sql,
            Protocol protocol,
            Instant at,
            String outcome) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final AtomicLong messages = new AtomicLong();

    /** All entries, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How many Query and Execute messages the entries came in. */
    public long roundTrips() {
        return entries().stream().mapToLong(Entry::message).distinct().count();
    }

    /** Forgets all entries. */
    public synchronized void clear() {
        entries.clear();
    }

    long nextMessage() {
        return messages.incrementAndGet();
    }

    synchronized void add(Entry entry) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }
}

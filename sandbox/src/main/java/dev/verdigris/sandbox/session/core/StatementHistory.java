package dev.verdigris.sandbox.session.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The statements that clients have run, oldest first. When it is full, the oldest are removed. Safe for any number of
 * threads.
 */
public final class StatementHistory {

    private static final int CAPACITY = 100_000;

    /**
     * One statement that has ended.
     *
     * @param message the number of the network message that ran it; the statements of one Query message share it
     * @param extended whether an Execute message ran it, and not a Query message
     * @param applicationName the session's {@code application_name} at that time
     * @param sql as typed
     * @param outcome the command tag, or the SQLSTATE of its error
     * @param units what it would cost a real server
     */
    public record Run(
            long message, boolean extended, String applicationName, String sql, String outcome, double units) {}

    private final Deque<Run> runs = new ArrayDeque<>();
    private final AtomicLong messages = new AtomicLong();

    /** A copy of the history, oldest first. */
    public synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    /** Removes everything. */
    public synchronized void clear() {
        runs.clear();
    }

    long nextMessage() {
        return messages.incrementAndGet();
    }

    synchronized void add(Run run) {
        if (runs.size() == CAPACITY) {
            runs.removeFirst();
        }
        runs.addLast(run);
    }
}

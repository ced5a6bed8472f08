package dev.verdigris.sandbox;

import java.util.List;

import dev.verdigris.sandbox.session.core.StatementHistory;

/**
 * The statements that clients of a sandbox have run since its start or the last {@link #clear()}: at most the last
 * 100,000. Safe for any number of threads.
 */
public final class StatementLog {

    /** How a statement reached the server. */
    public enum Protocol {
        /** In a Query message. */
        SIMPLE,
        /** By an Execute message. */
        EXTENDED
    }

    /**
     * One statement that has ended.
     *
     * @param message the number of the network message that ran it; the statements of one Query message share it
     * @param applicationName the session's {@code application_name} at that time
     * @param sql as typed
     * @param protocol how it reached the server
     * @param outcome the command tag, or the SQLSTATE of its error
     * @param units what it would cost a Materialize, counted in reads of one indexed relation, some 18 ms each; 0 for a
     *     statement that was refused before it ran
     */
    public record Entry(
            long message, String applicationName, String sql, Protocol protocol, String outcome, double units) {

        private static Entry of(StatementHistory.Run run) {
            return new Entry(
                    run.message(),
                    run.applicationName(),
                    run.sql(),
                    run.extended() ? Protocol.EXTENDED : Protocol.SIMPLE,
                    run.outcome(),
                    run.units());
        }
    }

    private final StatementHistory history;

    StatementLog(StatementHistory history) {
        this.history = history;
    }

    /** A copy of all entries, oldest first. */
    public List<Entry> entries() {
        return history.runs().stream().map(Entry::of).toList();
    }

    /** The number of network messages (Query or Execute) that the entries arrived in. */
    public long roundTrips() {
        return history.runs().stream()
                .mapToLong(StatementHistory.Run::message)
                .distinct()
                .count();
    }

    /** Removes all entries. */
    public void clear() {
        history.clear();
    }
}

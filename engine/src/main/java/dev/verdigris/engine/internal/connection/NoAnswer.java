package dev.verdigris.engine.internal.connection;

import java.time.Duration;

import dev.verdigris.engine.progress.StatementKind;

/**
 * The server did not answer a statement within its limit.
 *
 * @param kind the kind of the statement
 * @param limit the limit
 * @param source where the limit comes from
 */
public record NoAnswer(StatementKind kind, Duration limit, Source source) {

    /** The origin of a limit. */
    public enum Source {
        /** The limit of the statement itself. */
        STATEMENT,
        /** The rest of the time limit of a wait for readiness. */
        WAIT,
        /** The rest of the time limit of the verb. */
        VERB
    }
}

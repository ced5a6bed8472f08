package dev.verdigris.engine.internal.connection;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.engine.progress.StatementKind;

/**
 * How long the engine waits for one answer.
 *
 * @param kind the kind of the statement
 * @param limit the time after which it is cancelled; empty means the limit of the engine's options
 * @param pause the time that the statement itself asks the server to wait, which does not mean that the server is slow
 */
public record AnswerLimit(StatementKind kind, Optional<Duration> limit, Duration pause) {

    /** The limit of the engine's options. */
    public static AnswerLimit of(StatementKind kind) {
        return new AnswerLimit(kind, Optional.empty(), Duration.ZERO);
    }

    /** A limit of its own. */
    public static AnswerLimit of(StatementKind kind, Duration limit) {
        return new AnswerLimit(kind, Optional.of(limit), Duration.ZERO);
    }
}

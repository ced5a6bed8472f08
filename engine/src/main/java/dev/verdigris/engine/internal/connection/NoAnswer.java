package dev.verdigris.engine.internal.connection;

import java.time.Duration;

import dev.verdigris.engine.progress.StatementKind;

/**
 * The server did not answer a statement within its limit.
 *
 * @param kind the kind of the statement
 * @param limit the limit
 * @param ofVerb whether it was the rest of the time limit of a wait
 */
public record NoAnswer(StatementKind kind, Duration limit, boolean ofVerb) {}

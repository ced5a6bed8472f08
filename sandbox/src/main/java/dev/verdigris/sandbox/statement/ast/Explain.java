package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN.
 *
 * @param text the statement
 * @param stage what is asked for, in capitals, for instance {@code OPTIMIZED PLAN} or {@code TIMESTAMP}
 * @param json whether the answer is asked for as JSON
 * @param body the statement explained, or null when a relation or index is named
 * @param object the relation or index named, or null
 */
public record Explain(
        StatementText text,
        String stage,
        boolean json,
        @Nullable Statement body,
        @Nullable ObjectPath object) implements Statement {}

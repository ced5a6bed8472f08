package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;
import org.jspecify.annotations.Nullable;

/** SQL-level cursors. */
public sealed interface CursorStatement extends Statement {

    /** The cursor's name. */
    String name();

    /**
     * DECLARE.
     *
     * @param text the statement
     * @param name the cursor's name
     * @param body a {@link Query}, {@link Subscribe} or {@link ShowObjects}
     */
    record DeclareCursor(StatementText text, String name, Statement body) implements CursorStatement {}

    /**
     * FETCH.
     *
     * @param text the statement
     * @param name the cursor's name
     * @param count how many rows; null for ALL
     * @param timeout the value of the option TIMEOUT, an interval, or null
     */
    record Fetch(
            StatementText text,
            String name,
            @Nullable Long count,
            @Nullable String timeout) implements CursorStatement {}

    /**
     * CLOSE.
     *
     * @param text the statement
     * @param name the cursor's name
     */
    record CloseCursor(StatementText text, String name) implements CursorStatement {}
}

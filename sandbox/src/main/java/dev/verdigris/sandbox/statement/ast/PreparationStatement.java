package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import org.jspecify.annotations.Nullable;

/** SQL-level prepared statements. */
public sealed interface PreparationStatement extends Statement {

    /**
     * PREPARE.
     *
     * @param text the statement
     * @param name the statement's name
     * @param body what is prepared
     */
    record Prepare(StatementText text, String name, Statement body) implements PreparationStatement {}

    /**
     * EXECUTE.
     *
     * @param text the statement
     * @param name the prepared statement's name
     * @param arguments one expression for PostgreSQL per parameter
     */
    record ExecutePrepared(StatementText text, String name, List<String> arguments) implements PreparationStatement {
        public ExecutePrepared {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * DEALLOCATE.
     *
     * @param text the statement
     * @param name the prepared statement's name; null for ALL
     */
    record Deallocate(StatementText text, @Nullable String name) implements PreparationStatement {}
}

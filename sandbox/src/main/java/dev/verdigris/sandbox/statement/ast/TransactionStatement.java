package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;

/** The bounds of a transaction block. */
public sealed interface TransactionStatement extends Statement {

    /**
     * BEGIN or START TRANSACTION.
     *
     * @param text the statement
     * @param modes in the order written
     * @param start whether it was written START TRANSACTION, which has its own command tag
     */
    record Begin(StatementText text, List<TransactionMode> modes, boolean start) implements TransactionStatement {
        public Begin {
            modes = List.copyOf(modes);
        }
    }

    /**
     * COMMIT.
     *
     * @param text the statement
     */
    record Commit(StatementText text) implements TransactionStatement {}

    /**
     * ROLLBACK or ABORT.
     *
     * @param text the statement
     */
    record Rollback(StatementText text) implements TransactionStatement {}
}

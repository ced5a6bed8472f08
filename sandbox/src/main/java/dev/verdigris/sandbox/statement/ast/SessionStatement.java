package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;

/** Statements that read or change the session's own settings. */
public sealed interface SessionStatement extends Statement {

    /**
     * SET.
     *
     * @param text the statement
     * @param name the variable in lower case, for instance {@code search_path}
     * @param values one value, or several where a list was written; never empty
     * @param local whether the value ends with the transaction
     */
    record SetVariable(StatementText text, String name, List<String> values, boolean local)
            implements SessionStatement {
        public SetVariable {
            values = List.copyOf(values);
        }
    }

    /**
     * RESET, or SET … TO DEFAULT.
     *
     * @param text the statement
     * @param name the variable in lower case
     * @param viaSet whether it was written with SET, which has its own command tag
     */
    record ResetVariable(StatementText text, String name, boolean viaSet) implements SessionStatement {}

    /**
     * SHOW of a variable.
     *
     * @param text the statement
     * @param name the variable in lower case; {@code all} for SHOW ALL
     */
    record ShowVariable(StatementText text, String name) implements SessionStatement {}

    /**
     * DISCARD.
     *
     * @param text the statement
     * @param target ALL, PLANS, SEQUENCES or TEMP
     */
    record Discard(StatementText text, String target) implements SessionStatement {}

    /**
     * SET TRANSACTION or SET SESSION CHARACTERISTICS AS TRANSACTION.
     *
     * @param text the statement
     * @param session whether it applies to later transactions and not to this one
     * @param modes in the order written
     */
    record SetTransaction(StatementText text, boolean session, List<TransactionMode> modes)
            implements SessionStatement {
        public SetTransaction {
            modes = List.copyOf(modes);
        }
    }
}

package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;

/** Parameters of the whole server. */
public sealed interface SystemStatement extends DdlStatement {

    @Override
    default String commandTag() {
        return "ALTER SYSTEM";
    }

    /**
     * ALTER SYSTEM SET.
     *
     * @param text the statement
     * @param name the parameter in lower case
     * @param values one value, or several where a list was written
     */
    record AlterSystemSet(StatementText text, String name, List<String> values) implements SystemStatement {
        public AlterSystemSet {
            values = List.copyOf(values);
        }
    }

    /**
     * ALTER SYSTEM RESET.
     *
     * @param text the statement
     * @param name the parameter in lower case
     */
    record AlterSystemReset(StatementText text, String name) implements SystemStatement {}

    /**
     * ALTER SYSTEM RESET ALL.
     *
     * @param text the statement
     */
    record AlterSystemResetAll(StatementText text) implements SystemStatement {}
}

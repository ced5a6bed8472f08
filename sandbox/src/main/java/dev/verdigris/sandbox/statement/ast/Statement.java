package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;

/** One parsed statement of a script. Its names are not resolved yet. */
public sealed interface Statement
        permits Copy,
                CursorStatement,
                DdlStatement,
                Dml,
                Explain,
                PreparationStatement,
                Query,
                SessionStatement,
                ShowObjects,
                Subscribe,
                TransactionStatement {

    /** The statement's position and its words. */
    StatementText text();

    /** Where the statement may be in a transaction. */
    default TransactionClass transactionClass() {
        return TransactionClass.ANY;
    }

    /** The statement as typed, without its semicolon. */
    default String sql() {
        return text().sql();
    }

    /** The statement as Materialize prints it back, for instance in the error 25001. */
    default String normalizedSql() {
        return text().normalized();
    }
}

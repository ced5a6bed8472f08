package dev.verdigris.sandbox.statement.ast;

/** A statement that changes the catalog; the catalog package carries it out. */
public sealed interface DdlStatement extends Statement
        permits ClusterStatement,
                NamingStatement,
                PrivilegeStatement,
                RelationStatement,
                RoleStatement,
                SchemaStatement,
                SinkStatement,
                SystemStatement {

    /** The CommandComplete tag. */
    String commandTag();

    @Override
    default TransactionClass transactionClass() {
        return TransactionClass.SINGLE;
    }

    /** Whether a name that resolves before it can resolve to something else, or to nothing, afterwards. */
    default boolean movesNames() {
        return false;
    }
}

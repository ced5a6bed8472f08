package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** The statements for any named object: rename, swap, owner, comment and drop. */
public sealed interface NamingStatement extends DdlStatement {

    /**
     * ALTER … RENAME TO.
     *
     * @param text the statement
     * @param kind the kind written
     * @param ifExists whether a missing object gives only a notice
     * @param name the object; a replica as cluster and replica
     * @param newName its new own name
     */
    record Rename(StatementText text, ObjectKind kind, boolean ifExists, ObjectPath name, String newName)
            implements NamingStatement {
        @Override
        public String commandTag() {
            return "ALTER " + kind.sql();
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.MULTI;
        }

        @Override
        public boolean movesNames() {
            return true;
        }
    }

    /**
     * ALTER … SWAP WITH.
     *
     * @param text the statement
     * @param kind SCHEMA or CLUSTER; other kinds parse and are refused at execution
     * @param ifExists whether a missing first object gives only a notice
     * @param name the first object
     * @param other the second one's own name, in the first one's database
     */
    record Swap(StatementText text, ObjectKind kind, boolean ifExists, ObjectPath name, String other)
            implements NamingStatement {
        @Override
        public String commandTag() {
            return "ALTER " + kind.sql();
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.MULTI;
        }

        @Override
        public boolean movesNames() {
            return true;
        }
    }

    /**
     * ALTER … OWNER TO.
     *
     * @param text the statement
     * @param kind the kind written
     * @param ifExists whether a missing object gives only a notice
     * @param name the object
     * @param newOwner the role
     */
    record ChangeOwner(StatementText text, ObjectKind kind, boolean ifExists, ObjectPath name, String newOwner)
            implements NamingStatement {
        @Override
        public String commandTag() {
            return "ALTER " + kind.sql();
        }
    }

    /**
     * A form of ALTER that parses on Materialize but that the sandbox does not execute.
     *
     * @param text the statement
     * @param kind the kind written
     */
    record UnsupportedAlter(StatementText text, ObjectKind kind) implements NamingStatement {
        @Override
        public String commandTag() {
            return "ALTER " + kind.sql();
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }
    }

    /**
     * DROP.
     *
     * @param text the statement
     * @param kind the kind written
     * @param ifExists whether missing objects give only a notice
     * @param names the objects, at least one
     * @param cascade whether CASCADE was written (or holds by default, as for databases)
     */
    record Drop(StatementText text, ObjectKind kind, boolean ifExists, List<ObjectPath> names, boolean cascade)
            implements NamingStatement {
        public Drop {
            names = List.copyOf(names);
        }

        @Override
        public String commandTag() {
            return "DROP " + kind.sql();
        }

        @Override
        public boolean movesNames() {
            return true;
        }
    }

    /**
     * COMMENT ON.
     *
     * @param text the statement
     * @param kind the kind written; null for a column, whose relation may be of any kind
     * @param name the object, or the relation of the column
     * @param column the column, or null
     * @param comment the new comment; null removes it
     */
    record CommentOn(
            StatementText text,
            @Nullable ObjectKind kind,
            ObjectPath name,
            @Nullable String column,
            @Nullable String comment)
            implements NamingStatement {
        @Override
        public String commandTag() {
            return "COMMENT";
        }
    }
}

package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** A change of a table's rows. */
public sealed interface Dml extends Statement {

    /** The statement for PostgreSQL. */
    String backendSql();

    /** The table whose rows change. */
    ObjectPath table();

    /** The relations that it reads, as in {@link Query}; DELETE names its table among them. */
    List<ObjectPath> reads();

    @Override
    default TransactionClass transactionClass() {
        return TransactionClass.NEVER;
    }

    /**
     * INSERT.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to insert into
     * @param constant whether the rows come from VALUES (or DEFAULT VALUES) that read no relation
     * @param returning whether rows are given back
     * @param reads what it reads
     */
    record Insert(
            StatementText text,
            String backendSql,
            ObjectPath table,
            boolean constant,
            boolean returning,
            List<ObjectPath> reads)
            implements Dml {
        public Insert {
            reads = List.copyOf(reads);
        }

        @Override
        public TransactionClass transactionClass() {
            return constant && !returning ? TransactionClass.ANY : TransactionClass.NEVER;
        }
    }

    /**
     * UPDATE.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to update
     * @param reads what it reads
     */
    record Update(StatementText text, String backendSql, ObjectPath table, List<ObjectPath> reads) implements Dml {
        public Update {
            reads = List.copyOf(reads);
        }
    }

    /**
     * DELETE.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to delete from
     * @param reads what it reads
     */
    record Delete(StatementText text, String backendSql, ObjectPath table, List<ObjectPath> reads) implements Dml {
        public Delete {
            reads = List.copyOf(reads);
        }
    }
}

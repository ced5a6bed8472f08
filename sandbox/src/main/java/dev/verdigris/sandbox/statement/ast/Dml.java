package dev.verdigris.sandbox.statement.ast;

import java.util.List;
import java.util.stream.Stream;

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

    /** The same, and the table if its present rows matter. The role must be able to read all of these. */
    default List<ObjectPath> allReads() {
        return this instanceof Insert
                ? reads()
                : Stream.concat(Stream.of(table()), reads().stream()).distinct().toList();
    }

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
     * @param constant whether the rows come from a source that reads no relation: VALUES, DEFAULT VALUES, or a query of
     *     constants and table functions
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

package dev.verdigris.sandbox.statement;

/** A change of a table's rows. */
public sealed interface Dml extends Statement {

    /** The statement for PostgreSQL. */
    String backendSql();

    /** The table whose rows change. */
    ObjectPath table();

    /**
     * INSERT.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to insert into
     * @param constant whether the rows come from VALUES (or DEFAULT VALUES) that read no relation
     * @param returning whether rows are given back
     */
    record Insert(StatementText text, String backendSql, ObjectPath table, boolean constant, boolean returning)
            implements Dml {}

    /**
     * UPDATE.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to update
     */
    record Update(StatementText text, String backendSql, ObjectPath table) implements Dml {}

    /**
     * DELETE.
     *
     * @param text the statement
     * @param backendSql the same for PostgreSQL
     * @param table the table to delete from
     */
    record Delete(StatementText text, String backendSql, ObjectPath table) implements Dml {}
}

package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * SELECT, VALUES, WITH or TABLE.
 *
 * @param text the statement
 * @param backendSql the same for PostgreSQL
 * @param relations the names of relations, without common table expressions, in order of appearance and without
 *     repetition; empty for a constant query
 */
public record Query(StatementText text, String backendSql, List<ObjectPath> relations) implements Statement {

    public Query {
        relations = List.copyOf(relations);
    }

    /** Whether the query reads no relation at all. */
    public boolean isConstant() {
        return relations.isEmpty();
    }
}

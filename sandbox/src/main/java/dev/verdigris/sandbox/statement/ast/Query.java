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
 * @param shows the SHOW statements in parentheses whose rows it reads, in order of appearance; each has a placeholder
 *     in {@code backendSql}
 */
public record Query(StatementText text, String backendSql, List<ObjectPath> relations, List<ShowObjects> shows)
        implements Statement {

    public Query {
        relations = List.copyOf(relations);
        shows = List.copyOf(shows);
    }

    /** A query that reads no SHOW. */
    public Query(StatementText text, String backendSql, List<ObjectPath> relations) {
        this(text, backendSql, relations, List.of());
    }

    /** Whether the query reads no relation at all. */
    public boolean isConstant() {
        return relations.isEmpty() && shows.isEmpty();
    }
}

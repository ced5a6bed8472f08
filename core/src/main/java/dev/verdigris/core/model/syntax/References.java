package dev.verdigris.core.model.syntax;

import java.util.List;

/**
 * The names in a query, in their order in the text.
 *
 * @param relations names in FROM clauses and TABLE commands, without those of common table expressions
 * @param qualifiers the part before the last dot of column references, if it has two parts or more
 * @param types names of types with two parts or more
 * @param unaliased those of the relations in FROM clauses that are known by the last part of their own name, each with
 *     its SELECT
 */
public record References(
        List<NamePath> relations, List<Qualifier> qualifiers, List<NamePath> types, List<Qualifier> unaliased) {

    /** No names at all. */
    public static final References NONE = new References(List.of(), List.of(), List.of(), List.of());

    public References {
        relations = List.copyOf(relations);
        qualifiers = List.copyOf(qualifiers);
        types = List.copyOf(types);
        unaliased = List.copyOf(unaliased);
    }

    /**
     * The name of a relation in a SELECT: of one in its FROM clause, or of one that a column reference names, such as
     * {@code public.orders} in {@code public.orders.id}.
     *
     * @param path the name of the relation as it is in the text
     * @param block the SELECT that contains the reference
     */
    public record Qualifier(NamePath path, Block block) {}
}

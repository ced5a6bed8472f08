package dev.verdigris.core.model.syntax;

import java.util.List;

/**
 * The names in a query, in their order in the text.
 *
 * @param relations names in FROM clauses and TABLE commands, without those of common table expressions
 * @param qualifiers the part before the last dot of column references, if it has two parts or more
 * @param types names of types with two parts or more
 */
public record References(List<NamePath> relations, List<Qualifier> qualifiers, List<NamePath> types) {

    /** No names at all. */
    public static final References NONE = new References(List.of(), List.of(), List.of());

    public References {
        relations = List.copyOf(relations);
        qualifiers = List.copyOf(qualifiers);
        types = List.copyOf(types);
    }

    /**
     * The relation that a column reference names: {@code public.orders} in {@code public.orders.id}.
     *
     * @param path the name of the relation as it is in the text
     * @param block the SELECT that contains the reference
     */
    public record Qualifier(NamePath path, Block block) {}
}

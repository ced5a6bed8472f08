package dev.verdigris.sandbox.session.result;

import java.util.List;

import dev.verdigris.sandbox.wire.BoundValues;

/**
 * The parameters and limits of a statement's run.
 *
 * @param parameterTypes PostgreSQL's oids of the parameters; 0 where unspecified
 * @param values the parameters and the formats of the results
 * @param portal the name for PostgreSQL's portal
 * @param maxRows how many rows at most, 0 for all
 */
public record Binding(List<Integer> parameterTypes, BoundValues values, String portal, int maxRows) {

    public Binding {
        parameterTypes = List.copyOf(parameterTypes);
    }

    /** No parameters, all rows, as text. */
    public static Binding none() {
        return new Binding(List.of(), BoundValues.none(), "", 0);
    }
}

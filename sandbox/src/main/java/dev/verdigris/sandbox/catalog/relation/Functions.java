package dev.verdigris.sandbox.catalog.relation;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.rewrite.QueryText;
import dev.verdigris.sandbox.statement.rewrite.SideEffects;

/** Keeps PostgreSQL's own functions out of stored queries, because the sandbox's workers evaluate those unchanged. */
final class Functions {

    private Functions() {}

    /**
     * Refuses a text with a function that a session cannot call there.
     *
     * @throws SqlError as for an unknown function, because Materialize does not have it
     */
    static void requireAllowed(DdlContext ddl, QueryText text) {
        SideEffects.refuseStored(text);
        ddl
                .sql
                .query(
                        "SELECT p.proname FROM pg_catalog.pg_proc p WHERE p.proname = ANY ($1::text[])"
                                + " AND NOT has_function_privilege('mz_session', p.oid, 'EXECUTE') ORDER BY 1",
                        TextArrays.of(text.calledNames()))
                .stream()
                .findFirst()
                .ifPresent(function -> {
                    throw SqlError.internal(text.attributeOf(function.text(0))
                            .map(type -> "column notation applied to type " + type + ", which is not a composite type")
                            .orElse("function \"" + function.text(0) + "\" does not exist"));
                });
    }
}

package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.SessionContext;
import dev.verdigris.sandbox.statement.ShowObjects;

/** Turns SHOW statements into queries over the catalog. */
public final class ShowQueries {

    private ShowQueries() {}

    /**
     * The query for PostgreSQL that gives a SHOW statement's rows. It must run in the same transaction.
     *
     * @throws SqlFailure if what the statement names does not exist
     */
    public static String query(ShowObjects show, SessionContext context, CatalogTransaction transaction) {
        throw SqlFailure.unsupported(show.sql());
    }
}

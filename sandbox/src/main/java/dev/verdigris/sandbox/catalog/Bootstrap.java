package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.backend.CatalogTransaction;

/** Makes a new catalog. */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * Fills an empty PostgreSQL database named {@code materialize} with the store's tables, what a new Materialize
     * holds, and the relations of mz_catalog and mz_internal. Everything belongs to the transaction, and exists only
     * after its commit.
     */
    public static void install(CatalogTransaction transaction) {
        CatalogScripts.TYPES.run(transaction);
        CatalogScripts.STORE.run(transaction);
        CatalogScripts.CONTENTS.run(transaction);
        CatalogScripts.RELATIONS.run(transaction);
    }
}

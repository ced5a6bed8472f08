package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.backend.CatalogTransaction;

/** Makes a new catalog. */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * Fills an empty PostgreSQL database named {@code materialize} with the store's tables, what a new Materialize
     * holds, and the relations of mz_catalog and mz_internal. All of it is the transaction's: without its commit
     * nothing is there.
     */
    public static void install(CatalogTransaction transaction) {
        CatalogScripts.TYPES.run(transaction);
        CatalogScripts.STORE.run(transaction);
        CatalogScripts.CONTENTS.run(transaction);
        CatalogScripts.RELATIONS.run(transaction);
    }
}

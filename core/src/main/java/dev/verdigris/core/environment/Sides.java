package dev.verdigris.core.environment;

import dev.verdigris.core.catalog.CatalogSnapshot;

/** Where an environment's two sides stand in a catalog. */
public final class Sides {

    private Sides() {}

    /** Resolves an environment's names. */
    public static Sides of(CatalogSnapshot catalog, Environment environment) {
        throw new UnsupportedOperationException("sides");
    }
}

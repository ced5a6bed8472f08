package dev.verdigris.core.step;

import dev.verdigris.core.catalog.CatalogSnapshot;

/** The meaning of steps for a catalog. */
public final class Simulator {

    private Simulator() {}

    /** The catalog after a step. */
    public static CatalogSnapshot apply(CatalogSnapshot catalog, Step step) {
        throw new UnsupportedOperationException("simulate");
    }
}

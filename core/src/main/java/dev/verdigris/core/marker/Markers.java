package dev.verdigris.core.marker;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;

/** Finds an environment's markers. */
public final class Markers {

    private Markers() {}

    /** Where the environment stands. */
    public static DeploymentState read(CatalogSnapshot catalog, Environment environment) {
        throw new UnsupportedOperationException("read");
    }
}

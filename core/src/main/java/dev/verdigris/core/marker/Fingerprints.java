package dev.verdigris.core.marker;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;

/** Computes fingerprints. */
public final class Fingerprints {

    private Fingerprints() {}

    /** The fingerprint of the live side. */
    public static Fingerprint ofLive(CatalogSnapshot catalog, Environment environment) {
        throw new UnsupportedOperationException("fingerprint");
    }
}

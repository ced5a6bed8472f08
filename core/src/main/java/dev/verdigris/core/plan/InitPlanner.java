package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;

/** Plans the beginning of a deployment: the marker, the twins, and all that is copied to them. */
public final class InitPlanner {

    private InitPlanner() {}

    /** Plans what is left to do for init, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Init request) {
        throw new UnsupportedOperationException("init");
    }
}

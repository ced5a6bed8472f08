package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;

/** Plans the end of a deployment: the previous side is dropped, leaf by leaf. */
public final class CleanupPlanner {

    private CleanupPlanner() {}

    /** Plans what is left to do for cleanup, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Drop request) {
        return new DropPlanner(Verb.CLEANUP, Phase.PROMOTED, environment, request).plan(catalog);
    }
}

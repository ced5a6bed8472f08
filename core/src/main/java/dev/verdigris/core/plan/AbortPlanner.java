package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;

/** Plans the end of a deployment that was never promoted: the staged side is dropped, leaf by leaf. */
public final class AbortPlanner {

    private AbortPlanner() {}

    /** Plans what is left to do for abort, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Drop request) {
        return new DropPlanner(Verb.ABORT, Phase.STAGED, environment, request).plan(catalog);
    }
}

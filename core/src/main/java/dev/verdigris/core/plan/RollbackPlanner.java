package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;

/** Plans the way back: the mirror of a promotion. */
public final class RollbackPlanner {

    private RollbackPlanner() {}

    /** Plans what is left to do for rollback, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Rollback request) {
        throw new UnsupportedOperationException("rollback");
    }
}

package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;

/** Plans a promotion: all guardrails, then one swap, then the sinks. */
public final class PromotePlanner {

    private PromotePlanner() {}

    /** Plans what is left to do for promote, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Promote request) {
        throw new UnsupportedOperationException("promote");
    }
}

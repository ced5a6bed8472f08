/**
 * Planners, one per verb: a catalog, an environment and a request become steps or problems.
 *
 * <p>Nothing here touches a server. The same input gives the same plan. Open {@link
 * dev.verdigris.core.plan.PlanResult} first, then the planner of the verb.
 */
@NullMarked
package dev.verdigris.core.plan;

import org.jspecify.annotations.NullMarked;

/**
 * Planners, one per verb: a catalog, an environment and a request become steps, or the reasons why not.
 *
 * <p>Nothing here touches a server; planning the same input again gives the same plan. Open
 * {@link dev.verdigris.core.plan.PlanResult} first, then the planner of the verb in question.
 */
@NullMarked
package dev.verdigris.core.plan;

import org.jspecify.annotations.NullMarked;

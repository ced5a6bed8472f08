/**
 * Makes the file of a plan from the plans of its verbs.
 *
 * <p>Open {@link dev.verdigris.core.plan.approval.PlanMaking} first.
 */
@NullMarked
package dev.verdigris.core.plan.approval;

import org.jspecify.annotations.NullMarked;

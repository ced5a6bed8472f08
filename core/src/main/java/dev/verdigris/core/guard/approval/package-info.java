/**
 * What has changed since a plan was approved.
 *
 * <p>The file of the plan is in {@code core.approval}, and changes of a side in {@code core.guard.drift}. Open {@link
 * dev.verdigris.core.guard.approval.StalePlan} first.
 */
@NullMarked
package dev.verdigris.core.guard.approval;

import org.jspecify.annotations.NullMarked;

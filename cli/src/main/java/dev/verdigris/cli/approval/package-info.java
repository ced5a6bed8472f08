/**
 * The file of a plan that somebody approves: where it is written and read.
 *
 * <p>Its format is in {@code core.approval}. Open {@link dev.verdigris.cli.approval.PlanDocument} first.
 */
@NullMarked
package dev.verdigris.cli.approval;

import org.jspecify.annotations.NullMarked;

/**
 * The plan of a promotion or of a whole deployment as a file that somebody approves, and that a later run carries out.
 *
 * <p>What has changed since is compared in {@code core.guard.approval}. Open {@link dev.verdigris.core.approval.PlanFile}
 * first, then {@link dev.verdigris.core.approval.PlanFileCodec}.
 */
@NullMarked
package dev.verdigris.core.approval;

import org.jspecify.annotations.NullMarked;

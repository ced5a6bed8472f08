/**
 * What a status shows in one line each: what is live, what the suffixed side is and costs, and the drift.
 *
 * <p>Open {@link dev.verdigris.core.overview.Overview} first.
 */
@NullMarked
package dev.verdigris.core.overview;

import org.jspecify.annotations.NullMarked;

/**
 * Model files of what is live.
 *
 * <p>Open {@link dev.verdigris.core.adoption.AdoptionPlanner} first.
 */
@NullMarked
package dev.verdigris.core.adoption;

import org.jspecify.annotations.NullMarked;

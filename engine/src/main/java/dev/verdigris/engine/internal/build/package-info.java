/**
 * Builds the staged side: reads SQL files, clears what an earlier build left, runs the statements layer by layer, and
 * carries over what the live counterparts have and the files do not say.
 *
 * <p>How files become statements is core's matter. Open {@link dev.verdigris.engine.internal.build.Builder} first.
 */
@NullMarked
package dev.verdigris.engine.internal.build;

import org.jspecify.annotations.NullMarked;

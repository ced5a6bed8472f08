/**
 * The progress of a verb: events and the listener that receives them.
 *
 * <p>No verb lives here. Open {@link dev.verdigris.engine.progress.ProgressListener} first.
 */
@NullMarked
package dev.verdigris.engine.progress;

import org.jspecify.annotations.NullMarked;

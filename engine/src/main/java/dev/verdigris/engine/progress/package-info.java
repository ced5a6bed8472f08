/**
 * Ports through which the engine tells how far it is and waits: listener, observer of step boundaries, time.
 *
 * <p>No verb lives here. Open {@link dev.verdigris.engine.progress.ProgressListener} first.
 */
@NullMarked
package dev.verdigris.engine.progress;

import org.jspecify.annotations.NullMarked;

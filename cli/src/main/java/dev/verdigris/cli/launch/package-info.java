/**
 * The orderly end of a run after a signal.
 *
 * <p>No command is defined here. Open {@link dev.verdigris.cli.launch.Interruptible} first.
 */
@NullMarked
package dev.verdigris.cli.launch;

import org.jspecify.annotations.NullMarked;

/**
 * How a run ends in order when a signal arrives.
 *
 * <p>No command is defined here. Open {@link dev.verdigris.cli.launch.Interruptible} first.
 */
@NullMarked
package dev.verdigris.cli.launch;

import org.jspecify.annotations.NullMarked;

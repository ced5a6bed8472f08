/**
 * How the process lives: signals, and the rehearsal from which the JVM learns what a start loads.
 *
 * <p>No command is defined here. Open {@link dev.verdigris.cli.launch.Interruptible} first.
 */
@NullMarked
package dev.verdigris.cli.launch;

import org.jspecify.annotations.NullMarked;

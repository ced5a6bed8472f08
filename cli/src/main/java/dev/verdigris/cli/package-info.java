/**
 * The process: where it begins and ends, and the rehearsal from which the JVM learns what a start loads.
 *
 * <p>No command is defined here. Open {@link dev.verdigris.cli.Main} first.
 */
@NullMarked
package dev.verdigris.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The live view of a run on a terminal: events become a view, and a view becomes lines that fit the terminal.
 *
 * <p>Open {@link dev.verdigris.cli.screen.ProgressView} first, then {@link dev.verdigris.cli.screen.ProgressScreen}. Both
 * are pure. Only {@link dev.verdigris.cli.screen.Painter} writes to the terminal.
 */
@NullMarked
package dev.verdigris.cli.screen;

import org.jspecify.annotations.NullMarked;

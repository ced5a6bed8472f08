/**
 * The process: its beginning and its end.
 *
 * <p>No command is defined here. Open {@link dev.verdigris.cli.Main} first.
 */
@NullMarked
package dev.verdigris.cli;

import org.jspecify.annotations.NullMarked;

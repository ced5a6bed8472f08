/**
 * The output of the command line: reports on stdout as text, JSON or NDJSON, progress on stderr as lines
 * or as one frame.
 *
 * <p>No verb is run here. Open {@link dev.verdigris.cli.output.Presenter} first.
 */
@NullMarked
package dev.verdigris.cli.output;

import org.jspecify.annotations.NullMarked;

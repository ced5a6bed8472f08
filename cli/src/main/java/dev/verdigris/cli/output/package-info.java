/**
 * What the command line shows: reports to stdout as text, JSON or NDJSON, progress to stderr as lines or as a live table.
 *
 * <p>No verb is run here. Open {@link dev.verdigris.cli.output.Presenter} first.
 */
@NullMarked
package dev.verdigris.cli.output;

import org.jspecify.annotations.NullMarked;

/** What diff has found, in the form in which it is shown. Open {@link dev.verdigris.cli.output.diff.DiffView} first. */
@NullMarked
package dev.verdigris.cli.output.diff;

import org.jspecify.annotations.NullMarked;

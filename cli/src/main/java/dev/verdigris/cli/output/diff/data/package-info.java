/** What the comparison of rows has found, in the form in which it is shown. */
@NullMarked
package dev.verdigris.cli.output.diff.data;

import org.jspecify.annotations.NullMarked;

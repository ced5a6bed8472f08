/**
 * The checks of a project: their headers, the templates that need no SQL, and the queries that they become.
 *
 * <p>The input is the text of one file of {@code checks}. The result is a query for one side, whose rows show what is
 * wrong, or all problems of the file. Nothing here reads a file, a catalog or a clock.
 *
 * <p>Open {@link dev.verdigris.core.check.ProjectCheck} first.
 */
@NullMarked
package dev.verdigris.core.check;

import org.jspecify.annotations.NullMarked;

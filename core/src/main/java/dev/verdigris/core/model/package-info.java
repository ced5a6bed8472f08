/**
 * A project of plain SQL files, turned into statements for the staged side.
 *
 * <p>The input is the texts of files with ordinary statements in production names. The result is the same statements
 * with the names of the staged side, in layers whose statements may run in parallel, or all problems. Every change is
 * at the span of a name. All other text stays unchanged. Nothing here reads a file, a catalog or a clock. Nothing here
 * decides what happens to objects that are already staged.
 *
 * <p>Open {@link dev.verdigris.core.model.ModelProject} first.
 */
@NullMarked
package dev.verdigris.core.model;

import org.jspecify.annotations.NullMarked;

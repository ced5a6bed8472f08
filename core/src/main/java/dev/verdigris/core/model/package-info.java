/**
 * A project of plain SQL files, turned into statements for the staged side.
 *
 * <p>Files come in as texts and hold ordinary statements with production names; out come the same statements with the
 * names of the staged side, in layers of which each may run side by side, or all the problems that were found. Every
 * change is made at the span of a name; all other text stays as it was written. Nothing here reads a file, a catalog
 * or a clock, and nothing here decides what is done with objects that are staged already.
 *
 * <p>Open {@link dev.verdigris.core.model.ModelProject} first.
 */
@NullMarked
package dev.verdigris.core.model;

import org.jspecify.annotations.NullMarked;

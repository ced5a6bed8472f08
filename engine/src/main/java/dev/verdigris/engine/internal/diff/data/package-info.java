/** Asks the server for the differences between the rows of both sides. */
@NullMarked
package dev.verdigris.engine.internal.diff.data;

import org.jspecify.annotations.NullMarked;

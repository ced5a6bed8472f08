/**
 * The steps of every plan as data, and their effect on a catalog.
 *
 * <p>This package contains no SQL text (see package {@code sql}) and no decisions (see package {@code plan}). Open
 * {@link dev.verdigris.core.step.Step} first, then {@link dev.verdigris.core.step.Simulator}.
 */
@NullMarked
package dev.verdigris.core.step;

import org.jspecify.annotations.NullMarked;

/**
 * The steps of which every plan is made, as data, and their meaning for a catalog.
 *
 * <p>No SQL text (see package {@code sql}) and no decisions (see package {@code plan}). Open
 * {@link dev.verdigris.core.step.Step} first, then {@link dev.verdigris.core.step.Simulator}.
 */
@NullMarked
package dev.verdigris.core.step;

import org.jspecify.annotations.NullMarked;

/**
 * The text of a definition, compared without regard to how it is written.
 *
 * <p>Open {@link dev.verdigris.core.diff.definition.ModelComparison} first.
 */
@NullMarked
package dev.verdigris.core.diff.definition;

import org.jspecify.annotations.NullMarked;

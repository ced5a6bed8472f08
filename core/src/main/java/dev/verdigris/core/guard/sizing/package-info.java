/**
 * The sizes that staged clusters have only while they hydrate.
 *
 * <p>Open {@link dev.verdigris.core.guard.sizing.StagedSizing} first.
 */
@NullMarked
package dev.verdigris.core.guard.sizing;

import org.jspecify.annotations.NullMarked;

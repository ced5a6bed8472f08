/** The verb diff. Open {@link dev.verdigris.engine.internal.diff.DiffVerb} first. */
@NullMarked
package dev.verdigris.engine.internal.diff;

import org.jspecify.annotations.NullMarked;

/** What a promotion shows its readers. Open {@link dev.verdigris.engine.internal.evidence.SwapEvidence} first. */
@NullMarked
package dev.verdigris.engine.internal.evidence;

import org.jspecify.annotations.NullMarked;

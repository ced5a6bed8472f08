/**
 * What users choose for sinks: whether it can be carried out, and what remains of it.
 *
 * <p>Open {@link dev.verdigris.core.guard.sinks.WayRules} first.
 */
@NullMarked
package dev.verdigris.core.guard.sinks;

import org.jspecify.annotations.NullMarked;

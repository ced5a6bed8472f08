/**
 * The verbs: each reads the world, plans or judges, acts, and sums up in a report.
 *
 * <p>Callers use {@link dev.verdigris.engine.Verdigris}; nothing here is for them. Open
 * {@link dev.verdigris.engine.internal.verb.PlannedVerbs} first.
 */
@NullMarked
package dev.verdigris.engine.internal.verb;

import org.jspecify.annotations.NullMarked;

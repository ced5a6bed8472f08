/**
 * The verbs. Each reads the catalog, plans or assesses, acts, and returns a report.
 *
 * <p>Callers use {@link dev.verdigris.engine.Verdigris} instead. Open {@link
 * dev.verdigris.engine.internal.verb.PlannedVerbs} first.
 */
@NullMarked
package dev.verdigris.engine.internal.verb;

import org.jspecify.annotations.NullMarked;

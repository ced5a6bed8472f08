/**
 * Guardrails: what must hold before a verb may start, each a pure function from the catalog to a list of problems.
 *
 * <p>No steps are made here. Open {@link dev.verdigris.core.guard.Guardrails} first: it names them all.
 */
@NullMarked
package dev.verdigris.core.guard;

import org.jspecify.annotations.NullMarked;

/**
 * Guardrails: the questions that a verb asks before it acts. No steps are made here.
 *
 * <p>Open {@link dev.verdigris.core.guard.Guardrail} first: it registers them all.
 * {@link dev.verdigris.core.guard.VerbGuardrails} asks them; the planners say in which state a verb asks which.
 */
@NullMarked
package dev.verdigris.core.guard;

import org.jspecify.annotations.NullMarked;

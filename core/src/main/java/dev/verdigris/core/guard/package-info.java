/**
 * Guardrails: the questions that a verb asks before it acts. No step is created here.
 *
 * <p>Open {@link dev.verdigris.core.guard.Guardrail} first: it registers all of them. {@link
 * dev.verdigris.core.guard.VerbGuardrails} asks them; the planners decide which guardrails a verb asks in which state.
 */
@NullMarked
package dev.verdigris.core.guard;

import org.jspecify.annotations.NullMarked;

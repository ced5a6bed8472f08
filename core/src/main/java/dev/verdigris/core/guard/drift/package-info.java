/**
 * The guardrails about changes: of the live side since the deployment began, of the staged side since its build, and of
 * both sides since the promotion. Open {@link dev.verdigris.core.guard.drift.Changes} first.
 */
@NullMarked
package dev.verdigris.core.guard.drift;

import org.jspecify.annotations.NullMarked;

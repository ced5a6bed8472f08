/**
 * Whose deployment it is: the rules about the lock schema, the held pairs, the phase and the sides, with their
 * problems. Open {@link dev.verdigris.core.guard.identity.LockRules} first.
 */
@NullMarked
package dev.verdigris.core.guard.identity;

import org.jspecify.annotations.NullMarked;

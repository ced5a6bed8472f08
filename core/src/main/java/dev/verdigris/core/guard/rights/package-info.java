/**
 * Rights: the permissions of the session's role and of the owners of views, by the server's own rules.
 *
 * <p>Open {@link dev.verdigris.core.guard.rights.StepRights} first: it says what each step needs.
 */
@NullMarked
package dev.verdigris.core.guard.rights;

import org.jspecify.annotations.NullMarked;

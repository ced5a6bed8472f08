/**
 * Rights: what the role of a session, and the owners of views, may do by the server's own rules.
 *
 * <p>Open {@link dev.verdigris.core.guard.rights.StepRights} first: it says what each step needs.
 */
@NullMarked
package dev.verdigris.core.guard.rights;

import org.jspecify.annotations.NullMarked;

/**
 * The variables of a session: their names, defaults and value formats.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.variable.Variables} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.variable;

import org.jspecify.annotations.NullMarked;

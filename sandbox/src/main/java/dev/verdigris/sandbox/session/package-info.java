/**
 * One client's session: its variables, its transaction, its prepared statements.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.SessionContext} first.
 */
@NullMarked
package dev.verdigris.sandbox.session;

import org.jspecify.annotations.NullMarked;

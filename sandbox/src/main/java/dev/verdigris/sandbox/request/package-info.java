/**
 * The session of a statement, and whether its client still waits for the answer.
 *
 * <p>The catalog and the session code both depend on this package; it depends on neither.
 *
 * <p>Open {@link dev.verdigris.sandbox.request.SessionContext} first.
 */
@NullMarked
package dev.verdigris.sandbox.request;

import org.jspecify.annotations.NullMarked;

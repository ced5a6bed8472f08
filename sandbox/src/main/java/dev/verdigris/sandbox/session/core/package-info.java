/**
 * What the parts of one session share, and what all sessions of a server share.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.core.SessionCore} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.core;

import org.jspecify.annotations.NullMarked;

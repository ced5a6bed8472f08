/**
 * The simple and the extended query protocol, and the dispatch of each statement to the code that runs it.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.protocol.StatementRunner} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.protocol;

import org.jspecify.annotations.NullMarked;

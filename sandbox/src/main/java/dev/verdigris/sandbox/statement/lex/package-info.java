/**
 * Splits SQL text into tokens and lets a parser read them one by one.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.lex.TokenCursor} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.lex;

import org.jspecify.annotations.NullMarked;

/**
 * The words of Materialize's SQL. The lexer cuts any text into tokens. Each token knows its span.
 *
 * <p>Nothing here knows grammar, names or files; a text that is no SQL at all is cut too, and what cannot be a word is
 * a token of its own that says why. Joining the spans of all tokens gives the text back.
 *
 * <p>Open {@link dev.verdigris.core.lexer.Lexer} first.
 */
@NullMarked
package dev.verdigris.core.lexer;

import org.jspecify.annotations.NullMarked;

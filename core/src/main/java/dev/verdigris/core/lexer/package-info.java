/**
 * The words of Materialize's SQL. The lexer cuts any text into tokens. Each token knows its span.
 *
 * <p>Nothing here knows grammar, names or files. The lexer also cuts a text that is not SQL: characters that cannot be
 * a word become a token with an error message. The spans of all tokens together are the whole text.
 *
 * <p>Open {@link dev.verdigris.core.lexer.Lexer} first.
 */
@NullMarked
package dev.verdigris.core.lexer;

import org.jspecify.annotations.NullMarked;

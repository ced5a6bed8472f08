/**
 * Parses SQL text into statements. There is one parser for each group of statements.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.parse.Statements} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.parse;

import org.jspecify.annotations.NullMarked;

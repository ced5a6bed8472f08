/**
 * Options of statements: the lists in {@code WITH (...)} and similar places.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.option.Option} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.option;

import org.jspecify.annotations.NullMarked;

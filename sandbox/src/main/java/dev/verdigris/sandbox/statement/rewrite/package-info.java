/**
 * Rewrites queries for PostgreSQL: names of schemas, functions and types that are called differently there.
 *
 * <p>The text of a query is changed only where it must be; PostgreSQL parses the rest.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.rewrite.BackendRewriter} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.rewrite;

import org.jspecify.annotations.NullMarked;

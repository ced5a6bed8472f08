/**
 * Rewrites queries for PostgreSQL: names of schemas, functions and types that have other names there.
 *
 * <p>It changes the text of a query only where necessary. PostgreSQL parses the rest.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.rewrite.BackendRewriter} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.rewrite;

import org.jspecify.annotations.NullMarked;

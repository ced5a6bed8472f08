/**
 * Checks that a query may run, and turns SHOW statements into queries.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.query.QueryAccess} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.query;

import org.jspecify.annotations.NullMarked;

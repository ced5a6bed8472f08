/**
 * Entry to the catalog: executes DDL statements and creates a new catalog.
 *
 * <p>Everything below runs in a transaction that the caller began and will end. Nothing here commits, waits or uses the
 * wire protocol. The SQL scripts that define the catalog relations are resources of this package.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.DdlExecutor} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog;

import org.jspecify.annotations.NullMarked;

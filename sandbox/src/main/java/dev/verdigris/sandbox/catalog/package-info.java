/**
 * The catalog: carries DDL out on the store's tables and on PostgreSQL's objects, inside a transaction that is given.
 *
 * <p>Nothing here begins, commits or waits, and nothing here reads the wire. Open {@link
 * dev.verdigris.sandbox.catalog.DdlExecutor} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog;

import org.jspecify.annotations.NullMarked;

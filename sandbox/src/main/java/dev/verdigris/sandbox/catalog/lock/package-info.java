/**
 * The locks around catalog changes, the catalog's revision, and its listeners. ADR 4 gives the order of the locks.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.lock.CatalogState} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.lock;

import org.jspecify.annotations.NullMarked;

/**
 * Reads the server's catalog into core's snapshot, all queries in one message, and joins the server's relations in
 * memory.
 *
 * <p>Nothing here changes anything. The texts of the queries are resources next to these classes. Open
 * {@link dev.verdigris.engine.internal.catalog.CatalogReadings} first.
 */
@NullMarked
package dev.verdigris.engine.internal.catalog;

import org.jspecify.annotations.NullMarked;

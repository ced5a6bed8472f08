/**
 * Reads the server's catalog into core's snapshot, all queries in one message.
 *
 * <p>Nothing here decides or changes anything. The texts of the queries are resources next to these classes. Open
 * {@link dev.verdigris.engine.internal.catalog.CatalogReader} first.
 */
@NullMarked
package dev.verdigris.engine.internal.catalog;

import org.jspecify.annotations.NullMarked;

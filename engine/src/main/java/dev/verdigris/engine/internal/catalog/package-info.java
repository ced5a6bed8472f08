/**
 * Reads the server's catalog into core's snapshot, all queries in one message, and puts together what the server keeps
 * in many relations.
 *
 * <p>Nothing here changes anything; the query texts are resources beside these classes. Open
 * {@link dev.verdigris.engine.internal.catalog.CatalogReadings} first.
 */
@NullMarked
package dev.verdigris.engine.internal.catalog;

import org.jspecify.annotations.NullMarked;

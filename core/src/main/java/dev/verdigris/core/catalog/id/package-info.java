/**
 * The ids of the catalog, typed by namespace: ids of different namespaces are equal as text and never equal here.
 *
 * <p>Open {@link dev.verdigris.core.catalog.id.CatalogId} first.
 */
@NullMarked
package dev.verdigris.core.catalog.id;

import org.jspecify.annotations.NullMarked;

/**
 * The ids of the catalog, typed by namespace. Ids of different namespaces may have equal texts and are never equal
 * here.
 *
 * <p>Open {@link dev.verdigris.core.catalog.id.CatalogId} first.
 */
@NullMarked
package dev.verdigris.core.catalog.id;

import org.jspecify.annotations.NullMarked;

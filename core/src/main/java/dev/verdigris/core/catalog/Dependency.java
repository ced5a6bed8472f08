package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * A direct reference of one object to another, as {@code mz_internal.mz_object_dependencies} lists it.
 *
 * @param dependent the object that reads
 * @param referenced the object that is read
 */
public record Dependency(ItemId dependent, ItemId referenced) {}

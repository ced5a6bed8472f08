package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * A replacement materialized view that has not been applied.
 *
 * @param replacement the object with the new definition
 * @param target the materialized view that it will replace
 */
public record Replacement(ItemId replacement, ItemId target) {}

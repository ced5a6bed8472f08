package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.ItemId;

/**
 * A replacement materialized view that has not been applied.
 *
 * @param replacement the new definition's object
 * @param target the materialized view that it is to replace
 */
public record Replacement(ItemId replacement, ItemId target) {}

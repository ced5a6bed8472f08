package dev.verdigris.core.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId;

/**
 * A comment. It is matched by object type and id, because ids of different namespaces may be equal.
 *
 * @param target the object
 * @param column the position of the column, from 1, if it is a column's comment
 * @param text the comment
 */
public record Comment(CatalogId target, Optional<Integer> column, String text) {}

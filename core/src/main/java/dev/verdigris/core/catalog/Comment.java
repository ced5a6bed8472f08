package dev.verdigris.core.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId;

/**
 * A comment. Matched by object type and id, for ids collide across namespaces.
 *
 * @param target the object
 * @param column the 1-based column position, if it is a column's comment
 * @param text the comment
 */
public record Comment(CatalogId target, Optional<Integer> column, String text) {}

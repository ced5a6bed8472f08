package dev.verdigris.core.catalog.access;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;

/**
 * A role.
 *
 * @param id its id
 * @param name its name
 */
public record Role(RoleId id, Identifier name) {}

package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;

/**
 * A database.
 *
 * @param id its id
 * @param name its name
 * @param owner its owner
 * @param acl the grants on it
 */
public record Database(DatabaseId id, Identifier name, RoleId owner, Acl acl) {}

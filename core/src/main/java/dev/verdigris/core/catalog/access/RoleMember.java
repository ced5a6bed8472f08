package dev.verdigris.core.catalog.access;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * A direct membership.
 *
 * @param role the role that was granted
 * @param member the role that it was granted to
 */
public record RoleMember(RoleId role, RoleId member) {}

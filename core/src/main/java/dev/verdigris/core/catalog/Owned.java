package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/** What a {@link Target} names: a schema, a cluster or an object. */
public sealed interface Owned permits Schema, Cluster, Item {

    /** Its id. */
    CatalogId id();

    /** Its owner. */
    RoleId owner();

    /** The grants on it. */
    Acl acl();
}

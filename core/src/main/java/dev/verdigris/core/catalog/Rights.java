package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The rights of the session's role, by the rules of the server: ownership, grants to the role, grants to the roles that
 * it belongs to, and grants to PUBLIC.
 *
 * <p>The server does not check the session of a superuser, nor any session while RBAC is off. Such a session may do
 * everything.
 */
public final class Rights {

    private final CatalogSnapshot catalog;

    private Rights(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** The rights of the session that read {@code catalog}. */
    public static Rights of(CatalogSnapshot catalog) {
        return new Rights(catalog);
    }

    /** Whether the server does not check the session. */
    public boolean unlimited() {
        return !catalog.session().isChecked();
    }

    /** Whether the session counts as owner of the objects of {@code owner}. */
    public boolean owns(RoleId owner) {
        return isMemberOf(owner);
    }

    /** Whether the session belongs to {@code role} and so may act for it. */
    public boolean isMemberOf(RoleId role) {
        return unlimited() || catalog.isMember(catalog.session().role(), role);
    }

    /** Whether {@code acl} grants {@code privilege} to the session. */
    public boolean has(Acl acl, Privilege privilege) {
        return unlimited() || catalog.allows(acl, catalog.session().role(), privilege);
    }

    /** Whether the session's role was granted {@code privilege} on the system. */
    public boolean hasSystem(Privilege privilege) {
        return unlimited() || has(catalog.systemPrivileges(), privilege);
    }

    /** The name of the role in force. */
    public String roleName() {
        return catalog.nameOf(catalog.session().role());
    }
}

package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.RoleId;

/**
 * What the session's role may do, as the server judges it: by ownership, by grants to it, to the roles that it belongs
 * to, and to PUBLIC.
 *
 * <p>A session that the server does not check (a superuser's, or RBAC is off) may do everything.
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

    /** Whether the session is unchecked. */
    public boolean unlimited() {
        return !catalog.session().isChecked();
    }

    /** Whether the session counts as owner of what {@code owner} owns. */
    public boolean owns(RoleId owner) {
        return isMemberOf(owner);
    }

    /** Whether the session belongs to {@code role}, as acting for it demands. */
    public boolean isMemberOf(RoleId role) {
        return unlimited() || catalog.isMember(catalog.session().role(), role);
    }

    /** Whether {@code acl} lets the session do {@code privilege}. */
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

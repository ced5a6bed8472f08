package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The privileges that roles have by one list of grants and lack by another. The effective privileges count: a grant to
 * PUBLIC, or to a role that contains the role, replaces a grant to the role itself. System roles are left out, because
 * nobody may grant privileges to them.
 */
public final class LostPrivileges {

    private LostPrivileges() {}

    /** The lost privileges of each role that loses some, in the order of role ids. */
    public static SortedMap<RoleId, Set<Privilege>> of(CatalogSnapshot catalog, Acl before, Acl after) {
        SortedMap<RoleId, Set<Privilege>> all = new TreeMap<>(CatalogId.ORDER);
        before.byGrantee().forEach((role, privileges) -> {
            Set<Privilege> lost = EnumSet.copyOf(privileges);
            lost.removeIf(privilege -> catalog.allows(after, role, privilege));
            if ((role.isPublic() || role.isUser()) && !lost.isEmpty()) {
                all.put(role, lost);
            }
        });
        return all;
    }

    /** The grants on an object, without privileges that another kind does not have: a view has no INSERT. */
    public static Acl grantable(Item item, ItemKind other) {
        List<AclItem> items = new ArrayList<>();
        for (AclItem grant : item.acl().items()) {
            Set<Privilege> fitting = EnumSet.copyOf(grant.privileges());
            fitting.retainAll(other.privileges());
            if (!fitting.isEmpty()) {
                items.add(new AclItem(grant.grantee(), fitting, grant.grantor()));
            }
        }
        return new Acl(items);
    }
}

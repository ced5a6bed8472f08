package dev.verdigris.core.catalog.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * All grants on one object.
 *
 * @param items the entries as the server lists them
 */
public record Acl(List<AclItem> items) {

    /** No grants. Sinks, indexes and functions have none. */
    public static final Acl NONE = new Acl(List.of());

    public Acl {
        items = List.copyOf(items);
    }

    /** Reads entries in text form. */
    public static Acl of(String... items) {
        return new Acl(Arrays.stream(items).map(AclItem::parse).toList());
    }

    /** The privileges of each grantee from all grantors, in the order of role ids. */
    public Map<RoleId, Set<Privilege>> byGrantee() {
        Map<RoleId, Set<Privilege>> result = new TreeMap<>(CatalogId.ORDER);
        for (AclItem item : items) {
            result.computeIfAbsent(item.grantee(), unused -> EnumSet.noneOf(Privilege.class))
                    .addAll(item.privileges());
        }
        return Collections.unmodifiableMap(result);
    }

    /** The privileges granted to one grantee directly, not through a role or PUBLIC. */
    public Set<Privilege> granted(RoleId grantee) {
        return byGrantee().getOrDefault(grantee, Set.of());
    }

    /** Whether {@code privilege} is granted to one of {@code roles} or to PUBLIC. */
    public boolean allows(Collection<RoleId> roles, Privilege privilege) {
        return items.stream()
                .anyMatch(item -> item.privileges().contains(privilege)
                        && (item.grantee().isPublic() || roles.contains(item.grantee())));
    }

    /** These grants and one more. */
    public Acl plus(AclItem added) {
        Set<Privilege> privileges = EnumSet.copyOf(added.privileges());
        List<AclItem> result = new ArrayList<>();
        for (AclItem item : items) {
            if (item.grantee().equals(added.grantee()) && item.grantor().equals(added.grantor())) {
                privileges.addAll(item.privileges());
            } else {
                result.add(item);
            }
        }
        result.add(new AclItem(added.grantee(), privileges, added.grantor()));
        return new Acl(result);
    }

    /** These grants without those of {@code privileges} that {@code grantor} granted to {@code grantee}. */
    public Acl minus(RoleId grantee, Set<Privilege> privileges, RoleId grantor) {
        List<AclItem> result = new ArrayList<>();
        for (AclItem item : items) {
            if (!item.grantee().equals(grantee) || !item.grantor().equals(grantor)) {
                result.add(item);
                continue;
            }
            Set<Privilege> rest = EnumSet.copyOf(item.privileges());
            rest.removeAll(privileges);
            if (!rest.isEmpty()) {
                result.add(new AclItem(grantee, rest, grantor));
            }
        }
        return new Acl(result);
    }

    /** These grants after a change of the owner. The server replaces the role everywhere. */
    public Acl reowned(RoleId before, RoleId after) {
        Acl result = NONE;
        for (AclItem item : items) {
            RoleId grantee = item.grantee().equals(before) ? after : item.grantee();
            RoleId grantor = item.grantor().equals(before) ? after : item.grantor();
            result = result.plus(new AclItem(grantee, item.privileges(), grantor));
        }
        return result;
    }
}

package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.name.Identifier;

/** The changes of the catalog by owners, grants and comments. */
final class Settings {

    private Settings() {}

    /** Replaces the owner, also in the grants, as the server does. */
    static CatalogSnapshot owner(CatalogSnapshot catalog, Target target, Identifier owner) {
        RoleId after = Existing.role(catalog, owner);
        RoleId before = Existing.of(catalog, target).owner();
        CatalogSnapshot owned = Existing.owned(
                catalog, target, after, Existing.of(catalog, target).acl().reowned(before, after));
        return target instanceof Target.OfItem item ? indexesToo(owned, Existing.item(owned, item.name())) : owned;
    }

    /** The indexes of a relation have its owner. */
    private static CatalogSnapshot indexesToo(CatalogSnapshot catalog, Item relation) {
        List<Item> items = catalog.items().stream()
                .map(item -> item.on().filter(relation.id()::equals).isPresent()
                        ? item.ownedBy(relation.owner(), item.acl())
                        : item)
                .toList();
        return catalog.toBuilder().items(items).build();
    }

    /** Grants privileges. The grantor is always the owner, even if another role runs the statement. */
    static CatalogSnapshot grant(CatalogSnapshot catalog, Target target, Set<Privilege> privileges, Grantee grantee) {
        RoleId to = Existing.grantee(catalog, grantee);
        RoleId owner = Existing.of(catalog, target).owner();
        return Existing.owned(
                catalog, target, owner, Existing.of(catalog, target).acl().plus(new AclItem(to, privileges, owner)));
    }

    /** Revokes privileges. Only grants of the present owner are removed. */
    static CatalogSnapshot revoke(CatalogSnapshot catalog, Target target, Set<Privilege> privileges, Grantee grantee) {
        RoleId from = Existing.grantee(catalog, grantee);
        RoleId owner = Existing.of(catalog, target).owner();
        return Existing.owned(
                catalog, target, owner, Existing.of(catalog, target).acl().minus(from, privileges, owner));
    }

    static CatalogSnapshot comment(CatalogSnapshot catalog, Target target, String text) {
        return comment(catalog, Existing.of(catalog, target).id(), Optional.empty(), text);
    }

    /**
     * Writes the comment of a column. If the column is unknown, because the catalog was not read since its relation was
     * created, the comment is left out.
     */
    static CatalogSnapshot columnComment(CatalogSnapshot catalog, Step.WriteColumnComment write) {
        ItemId relation = Existing.item(catalog, write.target().name()).id();
        return catalog.columnNamed(relation, write.column())
                .map(column -> comment(catalog, relation, Optional.of(column.position()), write.text()))
                .orElse(catalog);
    }

    private static CatalogSnapshot comment(
            CatalogSnapshot catalog, CatalogId id, Optional<Integer> column, String text) {
        List<Comment> comments = new ArrayList<>(catalog.comments());
        comments.removeIf(
                comment -> comment.target().equals(id) && comment.column().equals(column));
        comments.add(new Comment(id, column, text));
        return catalog.toBuilder().comments(comments).build();
    }

    static CatalogSnapshot grantByDefault(CatalogSnapshot catalog, Step.GrantByDefault grant) {
        Schema schema = Existing.schema(catalog, grant.schema());
        RoleId creator = Existing.grantee(catalog, grant.creator());
        RoleId grantee = Existing.grantee(catalog, grant.grantee());
        Set<Privilege> privileges = EnumSet.copyOf(grant.privileges());
        List<DefaultPrivilege> rows = new ArrayList<>();
        for (DefaultPrivilege row : catalog.defaultPrivileges()) {
            boolean same = row.schema().filter(schema.id()::equals).isPresent()
                    && row.creator().equals(creator)
                    && row.grantee().equals(grantee)
                    && row.kind() == grant.kind();
            if (same) {
                privileges.addAll(row.privileges());
            } else {
                rows.add(row);
            }
        }
        rows.add(new DefaultPrivilege(
                creator, Optional.of(schema.database()), Optional.of(schema.id()), grant.kind(), grantee, privileges));
        return catalog.toBuilder().defaultPrivileges(rows).build();
    }
}

package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.SnapshotBuilder;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/** The changes of the catalog by copies of owners, grants and comments. Many copies make one new catalog. */
final class Settings {

    private final CatalogSnapshot before;
    private final Map<CatalogId, Owned> changed = new HashMap<>();
    private final Map<List<Object>, Comment> comments = new LinkedHashMap<>();
    private Optional<List<DefaultPrivilege>> defaultPrivileges = Optional.empty();

    private Settings(CatalogSnapshot before) {
        this.before = before;
    }

    /** The catalog after some copies, in this order. */
    static CatalogSnapshot after(CatalogSnapshot before, List<? extends Step.Copy> copies) {
        if (copies.isEmpty()) {
            return before;
        }
        Settings settings = new Settings(before);
        copies.forEach(settings::apply);
        return settings.catalog();
    }

    private void apply(Step.Copy copy) {
        Owned found = Existing.of(before, copy.target());
        Owned present = changed.getOrDefault(found.id(), found);
        switch (copy) {
            case Step.ChangeOwner change -> owner(present, Existing.role(before, change.owner()));
            case Step.Grant grant -> grant(present, grant);
            case Step.Revoke revoke -> revoke(present, revoke);
            case Step.WriteComment write -> comment(present.id(), Optional.empty(), write.text());
            case Step.WriteColumnComment write -> columnComment((ItemId) present.id(), write);
            case DefaultStep change -> byDefault(change);
        }
    }

    private CatalogSnapshot catalog() {
        SnapshotBuilder after = before.toBuilder();
        if (!changed.isEmpty()) {
            after.schemas(with(before.schemas()))
                    .clusters(with(before.clusters()))
                    .items(with(before.items()));
        }
        if (!comments.isEmpty()) {
            after.comments(Stream.concat(
                            before.comments().stream().filter(comment -> !comments.containsKey(key(comment))),
                            comments.values().stream())
                    .toList());
        }
        defaultPrivileges.ifPresent(after::defaultPrivileges);
        return after.build();
    }

    @SuppressWarnings("unchecked")
    private <T extends Owned> List<T> with(List<T> all) {
        return all.stream()
                .map(each -> (T) changed.getOrDefault(each.id(), each))
                .toList();
    }

    /** Replaces the owner, also in the grants, as the server does. The indexes of a relation have its owner. */
    private void owner(Owned present, RoleId after) {
        change(present, after, present.acl().reowned(present.owner(), after));
        if (present instanceof Item relation) {
            for (ItemId reader : before.readers(relation.id())) {
                before.item(reader)
                        .filter(index ->
                                index.on().filter(relation.id()::equals).isPresent())
                        .ifPresent(index -> change(index, after, index.acl()));
            }
        }
    }

    private void change(Owned present, RoleId owner, Acl acl) {
        changed.put(
                present.id(),
                switch (present) {
                    case Schema schema -> schema.ownedBy(owner, acl);
                    case Cluster cluster -> cluster.ownedBy(owner, acl);
                    case Item item -> item.ownedBy(owner, acl);
                });
    }

    /** Grants privileges. The grantor is always the owner, even if another role runs the statement. */
    private void grant(Owned present, Step.Grant grant) {
        RoleId to = Existing.grantee(before, grant.grantee());
        change(present, present.owner(), present.acl().plus(new AclItem(to, grant.privileges(), present.owner())));
    }

    /** Revokes privileges. Only grants of the present owner are removed. */
    private void revoke(Owned present, Step.Revoke revoke) {
        RoleId from = Existing.grantee(before, revoke.grantee());
        change(present, present.owner(), present.acl().minus(from, revoke.privileges(), present.owner()));
    }

    /**
     * Writes the comment of a column. If the column is unknown, because the catalog was not read since its relation was
     * created, the comment is left out.
     */
    private void columnComment(ItemId relation, Step.WriteColumnComment write) {
        before.columnNamed(relation, write.column())
                .ifPresent(column -> comment(relation, Optional.of(column.position()), write.text()));
    }

    private void comment(CatalogId target, Optional<Integer> column, String text) {
        Comment comment = new Comment(target, column, text);
        comments.put(key(comment), comment);
    }

    private static List<Object> key(Comment comment) {
        return List.of(comment.target(), comment.column());
    }

    private void byDefault(DefaultStep change) {
        Schema schema = Existing.schema(before, change.schema());
        RoleId creator = Existing.grantee(before, change.creator());
        RoleId grantee = Existing.grantee(before, change.grantee());
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        List<DefaultPrivilege> rows = new ArrayList<>();
        for (DefaultPrivilege row : defaultPrivileges.orElseGet(before::defaultPrivileges)) {
            boolean same = row.schema().filter(schema.id()::equals).isPresent()
                    && row.creator().equals(creator)
                    && row.grantee().equals(grantee)
                    && row.kind() == change.kind();
            if (same) {
                privileges.addAll(row.privileges());
            } else {
                rows.add(row);
            }
        }
        switch (change) {
            case DefaultStep.GrantByDefault grant -> privileges.addAll(grant.privileges());
            case DefaultStep.RevokeByDefault revoke -> privileges.removeAll(revoke.privileges());
        }
        if (!privileges.isEmpty()) {
            rows.add(new DefaultPrivilege(
                    creator,
                    Optional.of(schema.database()),
                    Optional.of(schema.id()),
                    change.kind(),
                    grantee,
                    privileges));
        }
        defaultPrivileges = Optional.of(rows);
    }
}

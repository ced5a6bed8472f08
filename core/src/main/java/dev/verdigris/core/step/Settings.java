package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.verdigris.core.catalog.Acl;
import dev.verdigris.core.catalog.AclItem;
import dev.verdigris.core.catalog.CatalogId;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.DefaultPrivilege;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Privilege;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** What owners, grants and comments leave in the catalog. */
final class Settings {

    private Settings() {}

    /** Replaces the owner everywhere in the grants too, as the server does. */
    static CatalogSnapshot owner(CatalogSnapshot catalog, Target target, Identifier owner) {
        RoleId after = Existing.role(catalog, owner);
        return switch (target) {
            case Target.OfSchema of -> {
                Schema schema = Existing.schema(catalog, of.name());
                Acl acl = schema.acl().reowned(schema.owner(), after);
                yield Existing.replace(catalog, new Schema(schema.id(), schema.database(), schema.name(), after, acl));
            }
            case Target.OfCluster of -> {
                Cluster cluster = Existing.cluster(catalog, of.name());
                Acl acl = cluster.acl().reowned(cluster.owner(), after);
                yield Existing.replace(
                        catalog,
                        new Cluster(cluster.id(), cluster.name(), after, acl, cluster.config(), cluster.replicas()));
            }
        };
    }

    /** The same for an object. */
    static CatalogSnapshot owner(CatalogSnapshot catalog, ObjectName object, Identifier owner) {
        Item item = Existing.item(catalog, object);
        RoleId after = Existing.role(catalog, owner);
        return Existing.replace(catalog, item.ownedBy(after, item.acl().reowned(item.owner(), after)));
    }

    /** The grantor is the owner, whoever runs the statement. */
    static CatalogSnapshot grant(CatalogSnapshot catalog, Target target, Set<Privilege> privileges, Grantee grantee) {
        RoleId to = Existing.grantee(catalog, grantee);
        RoleId owner = ownerOf(catalog, target);
        return withAcl(catalog, target, acl -> acl.plus(new AclItem(to, privileges, owner)));
    }

    /** Only what the present owner granted goes away. */
    static CatalogSnapshot revoke(CatalogSnapshot catalog, Target target, Set<Privilege> privileges, Grantee grantee) {
        RoleId from = Existing.grantee(catalog, grantee);
        RoleId owner = ownerOf(catalog, target);
        return withAcl(catalog, target, acl -> acl.minus(from, privileges, owner));
    }

    static CatalogSnapshot comment(CatalogSnapshot catalog, Target target, String text) {
        CatalogId id = switch (target) {
            case Target.OfSchema of -> Existing.schema(catalog, of.name()).id();
            case Target.OfCluster of -> Existing.cluster(catalog, of.name()).id();
        };
        return comment(catalog, id, text);
    }

    static CatalogSnapshot comment(CatalogSnapshot catalog, CatalogId id, String text) {
        List<Comment> comments = new ArrayList<>(catalog.comments());
        comments.removeIf(
                comment -> comment.target().equals(id) && comment.column().isEmpty());
        comments.add(new Comment(id, Optional.empty(), text));
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

    private static RoleId ownerOf(CatalogSnapshot catalog, Target target) {
        return switch (target) {
            case Target.OfSchema of -> Existing.schema(catalog, of.name()).owner();
            case Target.OfCluster of -> Existing.cluster(catalog, of.name()).owner();
        };
    }

    private static CatalogSnapshot withAcl(CatalogSnapshot catalog, Target target, UnaryOperator<Acl> change) {
        return switch (target) {
            case Target.OfSchema of -> {
                Schema schema = Existing.schema(catalog, of.name());
                yield Existing.replace(
                        catalog,
                        new Schema(
                                schema.id(),
                                schema.database(),
                                schema.name(),
                                schema.owner(),
                                change.apply(schema.acl())));
            }
            case Target.OfCluster of -> {
                Cluster cluster = Existing.cluster(catalog, of.name());
                yield Existing.replace(
                        catalog,
                        new Cluster(
                                cluster.id(),
                                cluster.name(),
                                cluster.owner(),
                                change.apply(cluster.acl()),
                                cluster.config(),
                                cluster.replicas()));
            }
        };
    }
}

package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** Finds and replaces things that a step names. If one does not exist, the planner has a mistake. */
public final class Existing {

    private Existing() {}

    static Schema schema(CatalogSnapshot catalog, SchemaName name) {
        return catalog.schema(name).orElseThrow(() -> new IllegalStateException("unknown schema " + name));
    }

    static Cluster cluster(CatalogSnapshot catalog, Identifier name) {
        return catalog.cluster(name).orElseThrow(() -> new IllegalStateException("unknown cluster " + name));
    }

    static Item item(CatalogSnapshot catalog, ObjectName name) {
        return catalog.itemsNamed(schema(catalog, name.schema()).id(), name.name()).stream()
                .filter(item -> item.kind() != ItemKind.TYPE && item.kind() != ItemKind.FUNCTION)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown catalog item '" + name + "'"));
    }

    private static Item item(CatalogSnapshot catalog, Target.OfItem target) {
        return catalog
                .itemsNamed(
                        schema(catalog, target.name().schema()).id(),
                        target.name().name())
                .stream()
                .filter(item -> item.kind() == target.kind())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown catalog item '" + target.name() + "'"));
    }

    static RoleId role(CatalogSnapshot catalog, Identifier name) {
        return catalog.roles().stream()
                .filter(role -> role.name().equals(name))
                .map(Role::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown role " + name));
    }

    static RoleId grantee(CatalogSnapshot catalog, Grantee grantee) {
        return switch (grantee) {
            case Grantee.Everybody everybody -> RoleId.PUBLIC;
            case Grantee.ToRole role -> role(catalog, role.name());
        };
    }

    /** The id of a target. */
    public static CatalogId id(CatalogSnapshot catalog, Target target) {
        return switch (target) {
            case Target.OfSchema of -> schema(catalog, of.name()).id();
            case Target.OfCluster of -> cluster(catalog, of.name()).id();
            case Target.OfItem of -> item(catalog, of).id();
        };
    }

    /** The owner of a target. */
    public static RoleId owner(CatalogSnapshot catalog, Target target) {
        return switch (target) {
            case Target.OfSchema of -> schema(catalog, of.name()).owner();
            case Target.OfCluster of -> cluster(catalog, of.name()).owner();
            case Target.OfItem of -> item(catalog, of).owner();
        };
    }

    /** The grants on a target. */
    public static Acl acl(CatalogSnapshot catalog, Target target) {
        return switch (target) {
            case Target.OfSchema of -> schema(catalog, of.name()).acl();
            case Target.OfCluster of -> cluster(catalog, of.name()).acl();
            case Target.OfItem of -> item(catalog, of).acl();
        };
    }

    /** Replaces owner and grants of a target. */
    static CatalogSnapshot owned(CatalogSnapshot catalog, Target target, RoleId owner, Acl acl) {
        return switch (target) {
            case Target.OfSchema of -> {
                Schema schema = schema(catalog, of.name());
                yield replace(catalog, new Schema(schema.id(), schema.database(), schema.name(), owner, acl));
            }
            case Target.OfCluster of -> {
                Cluster cluster = cluster(catalog, of.name());
                yield replace(
                        catalog,
                        new Cluster(cluster.id(), cluster.name(), owner, acl, cluster.config(), cluster.replicas()));
            }
            case Target.OfItem of -> replace(catalog, item(catalog, of).ownedBy(owner, acl));
        };
    }

    static CatalogSnapshot replace(CatalogSnapshot catalog, Schema changed) {
        List<Schema> schemas = catalog.schemas().stream()
                .map(schema -> schema.id().equals(changed.id()) ? changed : schema)
                .toList();
        return catalog.toBuilder().schemas(schemas).build();
    }

    static CatalogSnapshot replace(CatalogSnapshot catalog, Cluster changed) {
        List<Cluster> clusters = catalog.clusters().stream()
                .map(cluster -> cluster.id().equals(changed.id()) ? changed : cluster)
                .toList();
        return catalog.toBuilder().clusters(clusters).build();
    }

    static CatalogSnapshot replace(CatalogSnapshot catalog, Item changed) {
        List<Item> items = catalog.items().stream()
                .map(item -> item.id().equals(changed.id()) ? changed : item)
                .toList();
        return catalog.toBuilder().items(items).build();
    }
}

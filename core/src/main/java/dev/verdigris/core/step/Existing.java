package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.SnapshotBuilder;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
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

    /** What a target names. */
    public static Owned of(CatalogSnapshot catalog, Target target) {
        return catalog.find(target).orElseThrow(() -> new IllegalStateException("unknown " + target));
    }

    /** Replaces the schema, cluster or object that has the same id. */
    static CatalogSnapshot replace(CatalogSnapshot catalog, Owned changed) {
        SnapshotBuilder builder = catalog.toBuilder();
        return switch (changed) {
            case Schema schema ->
                builder.schemas(with(catalog.schemas(), schema)).build();
            case Cluster cluster ->
                builder.clusters(with(catalog.clusters(), cluster)).build();
            case Item item -> builder.items(with(catalog.items(), item)).build();
        };
    }

    private static <T extends Owned> List<T> with(List<T> all, T changed) {
        return all.stream()
                .map(each -> each.id().equals(changed.id()) ? changed : each)
                .toList();
    }
}

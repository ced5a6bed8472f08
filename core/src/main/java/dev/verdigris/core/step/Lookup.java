package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Role;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/** Finds and replaces what a simulated step names; what is not there makes the step fail. */
final class Lookup {

    private Lookup() {}

    static Schema schema(CatalogSnapshot catalog, SchemaName name) {
        return catalog.schema(name).orElseThrow(() -> new IllegalStateException("unknown schema " + name));
    }

    static Cluster cluster(CatalogSnapshot catalog, Identifier name) {
        return catalog.cluster(name).orElseThrow(() -> new IllegalStateException("unknown cluster " + name));
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
}

package dev.verdigris.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** Look-up tables over databases, schemas, clusters and roles. There are few of them, and plans rename them. */
final class NameIndex {

    private final Map<Identifier, Database> databasesByName = new HashMap<>();
    private final Map<DatabaseId, Identifier> databaseNames = new HashMap<>();
    private final Map<SchemaName, Schema> schemasByName = new HashMap<>();
    private final Map<SchemaId, Schema> schemasById = new HashMap<>();
    private final Map<Identifier, Cluster> clustersByName = new HashMap<>();
    private final Map<ClusterId, Cluster> clustersById = new HashMap<>();
    private final Map<RoleId, String> roleNames = new HashMap<>();
    private final Map<RoleId, Set<RoleId>> parents = new HashMap<>();

    NameIndex(SnapshotBuilder.Parts parts) {
        for (Database database : parts.databases) {
            databasesByName.put(database.name(), database);
            databaseNames.put(database.id(), database.name());
        }
        for (Schema schema : parts.schemas) {
            schemasById.put(schema.id(), schema);
            schemasByName.put(nameOf(schema), schema);
        }
        for (Cluster cluster : parts.clusters) {
            clustersByName.put(cluster.name(), cluster);
            clustersById.put(cluster.id(), cluster);
        }
        parts.roles.forEach(role -> roleNames.put(role.id(), role.name().value()));
        for (RoleMember member : parts.roleMembers) {
            parents.computeIfAbsent(member.member(), unused -> new TreeSet<>(CatalogId.ORDER))
                    .add(member.role());
        }
    }

    Optional<Database> database(Identifier name) {
        return Optional.ofNullable(databasesByName.get(name));
    }

    Optional<Schema> schema(SchemaName name) {
        return Optional.ofNullable(schemasByName.get(name));
    }

    Optional<Schema> schema(SchemaId id) {
        return Optional.ofNullable(schemasById.get(id));
    }

    Optional<Cluster> cluster(Identifier name) {
        return Optional.ofNullable(clustersByName.get(name));
    }

    Optional<Cluster> cluster(ClusterId id) {
        return Optional.ofNullable(clustersById.get(id));
    }

    SchemaName nameOf(Schema schema) {
        Identifier database = databaseNames.get(schema.database());
        if (database == null) {
            throw new IllegalStateException(
                    "schema " + schema.name() + " is in a database that is not in the snapshot");
        }
        return new SchemaName(database, schema.name());
    }

    ObjectName nameOf(Item item) {
        Schema schema = schemasById.get(item.schema());
        if (schema == null) {
            throw new IllegalStateException("object " + item.name() + " is in a schema that is not in the snapshot");
        }
        return new ObjectName(nameOf(schema), item.name());
    }

    String nameOf(RoleId role) {
        return role.isPublic() ? "PUBLIC" : roleNames.getOrDefault(role, role.value());
    }

    Set<RoleId> rolesOf(RoleId role) {
        Set<RoleId> found = new TreeSet<>(CatalogId.ORDER);
        List<RoleId> open = new ArrayList<>(List.of(role));
        while (!open.isEmpty()) {
            RoleId next = open.remove(open.size() - 1);
            if (found.add(next)) {
                open.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return Collections.unmodifiableSet(found);
    }
}

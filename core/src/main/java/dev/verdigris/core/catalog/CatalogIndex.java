package dev.verdigris.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** Look-up tables over the parts of a snapshot, made once so that planning stays linear in the size of the catalog. */
final class CatalogIndex {

    private static final SortedSet<ItemId> NOTHING = Collections.unmodifiableSortedSet(new TreeSet<>(CatalogId.ORDER));

    private final Map<Identifier, Database> databasesByName = new HashMap<>();
    private final Map<DatabaseId, Identifier> databaseNames = new HashMap<>();
    private final Map<SchemaName, Schema> schemasByName = new HashMap<>();
    private final Map<SchemaId, Schema> schemasById = new HashMap<>();
    private final Map<Identifier, Cluster> clustersByName = new HashMap<>();
    private final Map<ClusterId, Cluster> clustersById = new HashMap<>();
    private final Map<ItemId, Item> itemsById = new HashMap<>();
    private final Map<SchemaId, List<Item>> itemsBySchema = new HashMap<>();
    private final Map<ClusterId, List<Item>> itemsByCluster = new HashMap<>();
    private final Map<RoleId, String> roleNames = new HashMap<>();
    private final Map<RoleId, Set<RoleId>> parents = new HashMap<>();
    private final Map<ItemId, SortedSet<ItemId>> reads = new HashMap<>();
    private final Map<ItemId, SortedSet<ItemId>> readers = new HashMap<>();
    private final Map<CatalogId, String> comments = new HashMap<>();

    CatalogIndex(CatalogParts parts) {
        for (Database database : parts.databases()) {
            databasesByName.put(database.name(), database);
            databaseNames.put(database.id(), database.name());
        }
        for (Schema schema : parts.schemas()) {
            schemasById.put(schema.id(), schema);
            schemasByName.put(nameOf(schema), schema);
        }
        for (Cluster cluster : parts.clusters()) {
            clustersByName.put(cluster.name(), cluster);
            clustersById.put(cluster.id(), cluster);
        }
        parts.roles().forEach(role -> roleNames.put(role.id(), role.name().value()));
        for (RoleMember member : parts.roleMembers()) {
            parents.computeIfAbsent(member.member(), unused -> new TreeSet<>(CatalogId.ORDER))
                    .add(member.role());
        }
        for (Comment comment : parts.comments()) {
            if (comment.column().isEmpty()) {
                comments.put(comment.target(), comment.text());
            }
        }
        indexItems(parts);
    }

    private void indexItems(CatalogParts parts) {
        List<Item> sorted = new ArrayList<>(parts.items());
        sorted.sort(Comparator.comparing(Item::name).thenComparing(Item::id, CatalogId.ORDER));
        for (Item item : sorted) {
            itemsById.put(item.id(), item);
            itemsBySchema
                    .computeIfAbsent(item.schema(), unused -> new ArrayList<>())
                    .add(item);
            item.cluster()
                    .ifPresent(cluster -> itemsByCluster
                            .computeIfAbsent(cluster, unused -> new ArrayList<>())
                            .add(item));
            item.on().ifPresent(relation -> link(item.id(), relation));
            item.source().ifPresent(source -> link(item.id(), source));
            item.connection().ifPresent(connection -> link(item.id(), connection));
        }
        parts.dependencies().forEach(dependency -> link(dependency.dependent(), dependency.referenced()));
        parts.replacements().forEach(pending -> link(pending.replacement(), pending.target()));
    }

    private void link(ItemId dependent, ItemId referenced) {
        reads.computeIfAbsent(dependent, unused -> new TreeSet<>(CatalogId.ORDER))
                .add(referenced);
        readers.computeIfAbsent(referenced, unused -> new TreeSet<>(CatalogId.ORDER))
                .add(dependent);
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

    Optional<Item> item(ItemId id) {
        return Optional.ofNullable(itemsById.get(id));
    }

    List<Item> itemsIn(SchemaId schema) {
        return Collections.unmodifiableList(itemsBySchema.getOrDefault(schema, List.of()));
    }

    List<Item> itemsOn(ClusterId cluster) {
        return Collections.unmodifiableList(itemsByCluster.getOrDefault(cluster, List.of()));
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

    SortedSet<ItemId> reads(ItemId item) {
        return Collections.unmodifiableSortedSet(reads.getOrDefault(item, NOTHING));
    }

    SortedSet<ItemId> readers(ItemId item) {
        return Collections.unmodifiableSortedSet(readers.getOrDefault(item, NOTHING));
    }

    Optional<String> comment(CatalogId target) {
        return Optional.ofNullable(comments.get(target));
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

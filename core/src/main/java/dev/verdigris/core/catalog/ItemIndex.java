package dev.verdigris.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;

/**
 * Look-up tables over objects and their references. There are many objects, and most steps do not change them. So
 * snapshots with the same objects share one index.
 */
final class ItemIndex {

    private static final SortedSet<ItemId> NOTHING = Collections.unmodifiableSortedSet(new TreeSet<>(CatalogId.ORDER));

    private final Map<ItemId, Item> itemsById = new HashMap<>();
    private final Map<SchemaId, List<Item>> itemsBySchema = new HashMap<>();
    private final Map<SchemaId, Map<Identifier, List<Item>>> itemsByName = new HashMap<>();
    private final Map<ClusterId, List<Item>> itemsByCluster = new HashMap<>();
    private final Map<ItemId, SortedSet<ItemId>> reads = new HashMap<>();
    private final Map<ItemId, SortedSet<ItemId>> readers = new HashMap<>();
    private final List<Item> items;
    private final List<Dependency> dependencies;
    private final List<Replacement> replacements;

    ItemIndex(SnapshotBuilder.Parts parts) {
        this.items = parts.items;
        this.dependencies = parts.dependencies;
        this.replacements = parts.replacements;
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(Item::name).thenComparing(Item::id, CatalogId.ORDER));
        sorted.forEach(this::add);
        dependencies.forEach(dependency -> link(dependency.dependent(), dependency.referenced()));
        replacements.forEach(pending -> link(pending.replacement(), pending.target()));
    }

    /** Whether this index was built from the very lists that {@code parts} contains. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SnapshotBuilder.Parts parts) {
        return items == parts.items && dependencies == parts.dependencies && replacements == parts.replacements;
    }

    private void add(Item item) {
        itemsById.put(item.id(), item);
        itemsBySchema
                .computeIfAbsent(item.schema(), unused -> new ArrayList<>())
                .add(item);
        itemsByName
                .computeIfAbsent(item.schema(), unused -> new HashMap<>())
                .computeIfAbsent(item.name(), unused -> new ArrayList<>())
                .add(item);
        item.cluster()
                .ifPresent(cluster -> itemsByCluster
                        .computeIfAbsent(cluster, unused -> new ArrayList<>())
                        .add(item));
        item.on().ifPresent(relation -> link(item.id(), relation));
        item.source().ifPresent(source -> link(item.id(), source));
        item.connection().ifPresent(connection -> link(item.id(), connection));
    }

    private void link(ItemId dependent, ItemId referenced) {
        reads.computeIfAbsent(dependent, unused -> new TreeSet<>(CatalogId.ORDER))
                .add(referenced);
        readers.computeIfAbsent(referenced, unused -> new TreeSet<>(CatalogId.ORDER))
                .add(dependent);
    }

    Optional<Item> item(ItemId id) {
        return Optional.ofNullable(itemsById.get(id));
    }

    List<Item> itemsIn(SchemaId schema) {
        return Collections.unmodifiableList(itemsBySchema.getOrDefault(schema, List.of()));
    }

    List<Item> itemsNamed(SchemaId schema, Identifier name) {
        return Collections.unmodifiableList(
                itemsByName.getOrDefault(schema, Map.of()).getOrDefault(name, List.of()));
    }

    List<Item> itemsOn(ClusterId cluster) {
        return Collections.unmodifiableList(itemsByCluster.getOrDefault(cluster, List.of()));
    }

    SortedSet<ItemId> reads(ItemId item) {
        return Collections.unmodifiableSortedSet(reads.getOrDefault(item, NOTHING));
    }

    SortedSet<ItemId> readers(ItemId item) {
        return Collections.unmodifiableSortedSet(readers.getOrDefault(item, NOTHING));
    }
}

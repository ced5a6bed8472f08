package dev.verdigris.core.sink;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * The objects that a sink depends on, by what they are for it: the one relation that it reads, and those to which it
 * only holds on. The list of dependencies does not distinguish them.
 */
public final class SinkInputs {

    private SinkInputs() {}

    /**
     * The relation that a sink reads: the one after {@code FROM} of its definition. If the catalog shows no definition,
     * it is the only relation that the sink depends on. Empty if it is not known.
     */
    public static Optional<Item> source(CatalogSnapshot catalog, Item sink) {
        List<Item> relations = relations(catalog, sink);
        Optional<ItemId> from =
                sink.createSql().flatMap(text -> SinkDefinition.of(text).from());
        if (from.isEmpty()) {
            return relations.size() == 1 ? Optional.of(relations.get(0)) : Optional.empty();
        }
        return relations.stream().filter(item -> item.id().equals(from.get())).findFirst();
    }

    /** The relations that a sink depends on, for any reason. */
    public static List<Item> relations(CatalogSnapshot catalog, Item sink) {
        return catalog.reads(sink.id()).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> item.kind().isRelation())
                .toList();
    }

    /**
     * The objects that a sink holds on to without reading them, or although it may be re-pointed: the server has copied
     * their comments into the sink. Their drop fails until the sink itself is gone.
     */
    public static List<Item> heldBy(CatalogSnapshot catalog, Item sink) {
        Optional<ItemId> source = source(catalog, sink).map(Item::id);
        Set<ItemId> documented = sink.createSql()
                .map(text -> SinkDefinition.of(text).documented())
                .orElse(Set.of());
        return catalog.reads(sink.id()).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> item.kind() != ItemKind.CONNECTION)
                .filter(item -> documented.contains(item.id())
                        || source.filter(item.id()::equals).isEmpty())
                .toList();
    }
}

package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/** The order in which objects can be dropped without CASCADE. */
public final class DropOrder {

    private final CatalogSnapshot catalog;
    private final Map<ItemId, Item> items = new LinkedHashMap<>();
    private final Map<ItemId, Integer> heights = new HashMap<>();

    private DropOrder(CatalogSnapshot catalog, Collection<Item> items) {
        this.catalog = catalog;
        items.forEach(item -> this.items.put(item.id(), item));
    }

    /** Readers come before the objects that they read. */
    public static List<Item> of(CatalogSnapshot catalog, Collection<Item> items) {
        return layers(catalog, items).stream().flatMap(List::stream).toList();
    }

    /**
     * Layers of objects. No object reads another one of its layer, and each is read only by objects of earlier layers.
     * The objects of a layer are in the order of their kinds. After some of the objects are dropped in this order, the
     * order of the others is the same.
     */
    public static List<List<Item>> layers(CatalogSnapshot catalog, Collection<Item> items) {
        DropOrder order = new DropOrder(catalog, items);
        Map<Integer, List<Item>> byHeight = new TreeMap<>(Comparator.reverseOrder());
        for (Item item : items) {
            byHeight.computeIfAbsent(order.height(item.id()), unused -> new ArrayList<>())
                    .add(item);
        }
        byHeight.values().forEach(layer -> layer.sort(Comparator.comparing(Item::kind)));
        return List.copyOf(byHeight.values());
    }

    /** The length of the longest chain of objects that an object reads. What reads an object does not change it. */
    private int height(ItemId id) {
        Integer known = heights.get(id);
        if (known != null) {
            return known;
        }
        int height = catalog.reads(id).stream()
                .filter(items::containsKey)
                .mapToInt(read -> height(read) + 1)
                .max()
                .orElse(0);
        heights.put(id, height);
        return height;
    }
}

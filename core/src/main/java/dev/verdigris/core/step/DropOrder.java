package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/** The order in which objects can be dropped one by one without CASCADE. */
public final class DropOrder {

    private final CatalogSnapshot catalog;
    private final Set<ItemId> inside = new LinkedHashSet<>();
    private final Set<ItemId> seen = new LinkedHashSet<>();
    private final List<Item> ordered = new ArrayList<>();

    private DropOrder(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** Readers come before the objects that they read. Objects that are independent of each other keep their order. */
    public static List<Item> of(CatalogSnapshot catalog, Collection<Item> items) {
        DropOrder order = new DropOrder(catalog);
        items.forEach(item -> order.inside.add(item.id()));
        items.forEach(order::place);
        return List.copyOf(order.ordered);
    }

    private void place(Item item) {
        if (!seen.add(item.id())) {
            return;
        }
        for (ItemId id : catalog.readers(item.id())) {
            catalog.item(id).filter(reader -> inside.contains(id)).ifPresent(this::place);
        }
        ordered.add(item);
    }
}

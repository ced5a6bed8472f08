package dev.verdigris.engine.internal.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.ItemId;

/**
 * Which object a collection belongs to. As long as no object was altered or replaced, both have the same id: then every
 * collection is an object's, and {@link CatalogPart#GLOBAL_IDS} need not be read. A collection that is no object's shows
 * that some object has several.
 */
final class CollectionIds {

    private final Map<String, ItemId> objects = new HashMap<>();
    private final boolean complete;

    /** Reads them off the catalog's rows. */
    CollectionIds(Collection<Item> items, CatalogRows rows) {
        this.complete = rows.has(CatalogQuery.GLOBAL_IDS);
        if (complete) {
            rows.of(CatalogQuery.GLOBAL_IDS)
                    .rows()
                    .forEach(row -> objects.put(row.text("collection_id"), new ItemId(row.text("object_id"))));
        } else {
            items.forEach(item -> objects.put(item.id().value(), item.id()));
        }
    }

    /**
     * The object of a collection; empty if the catalog has no such object any more.
     *
     * @throws CatalogPart.Unread if that cannot be told without the part that maps one to the other
     */
    Optional<ItemId> object(String collection) {
        ItemId object = objects.get(collection);
        if (object == null && !complete) {
            throw new CatalogPart.Unread(CatalogPart.GLOBAL_IDS);
        }
        return Optional.ofNullable(object);
    }
}

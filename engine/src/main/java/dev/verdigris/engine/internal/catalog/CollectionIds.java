package dev.verdigris.engine.internal.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * The objects of collections. If no object was altered or replaced, a collection has the id of its object, and
 * {@link CatalogPart#GLOBAL_IDS} is not needed. A collection without an object of the same id shows that an object has
 * several collections.
 */
final class CollectionIds {

    private final Map<String, ItemId> objects = new HashMap<>();
    private final boolean complete;

    /** Uses the rows of {@link CatalogPart#GLOBAL_IDS} if they were read, and the ids of the objects otherwise. */
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
     * @throws CatalogPart.Unread if it is unknown without {@link CatalogPart#GLOBAL_IDS}
     */
    Optional<ItemId> object(String collection) {
        ItemId object = objects.get(collection);
        if (object == null && !complete) {
            throw new CatalogPart.Unread(CatalogPart.GLOBAL_IDS);
        }
        return Optional.ofNullable(object);
    }
}

package dev.verdigris.engine.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.readiness.ExpectedObject;

/** The objects that must be ready: those that the catalog lists, never those that happen to report. */
final class ExpectedObjects {

    private ExpectedObjects() {}

    static List<ExpectedObject> of(CatalogSnapshot catalog, Sides sides) {
        return sides.itemsOf(Sides.Side.SUFFIXED).stream()
                .filter(item -> item.kind().isRelation() || item.kind() == ItemKind.INDEX)
                .map(item -> expected(catalog, sides, item))
                .toList();
    }

    private static ExpectedObject expected(CatalogSnapshot catalog, Sides sides, Item item) {
        Optional<ItemId> twin =
                sides.twinOf(item).filter(other -> other.kind() == item.kind()).map(Item::id);
        return new ExpectedObject(
                item.id(), catalog.nameOf(item), item.kind(), item.subtype(), item.cluster(), item.source(), twin);
    }
}

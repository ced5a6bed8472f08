package dev.verdigris.core.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;

/**
 * The objects that must be ready: all objects of the suffixed schemas, and all that run on suffixed clusters. The list
 * comes from the catalog and not from the reports about readiness. So an object without a report is still counted.
 */
public final class ExpectedObjects {

    private ExpectedObjects() {}

    /** The expected objects of an environment's suffixed side, by name. */
    public static List<ExpectedObject> of(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        Map<String, Item> items = new LinkedHashMap<>();
        sides.itemsOf(Side.SUFFIXED).forEach(item -> items.put(item.id().value(), item));
        sides.clustersOf(Side.SUFFIXED).stream()
                .flatMap(cluster -> catalog.itemsOn(cluster.id()).stream())
                .forEach(item -> items.put(item.id().value(), item));
        List<ExpectedObject> expected = new ArrayList<>();
        for (Item item : items.values()) {
            if (canHoldUp(item)) {
                expected.add(new ExpectedObject(
                        item.id(),
                        catalog.nameOf(item),
                        item.kind(),
                        item.subtype(),
                        item.cluster(),
                        item.source(),
                        sides.counterpartOf(item)
                                .filter(counterpart -> counterpart.kind() == item.kind())
                                .map(Item::id)));
            }
        }
        expected.sort(Comparator.comparing(ExpectedObject::name));
        return List.copyOf(expected);
    }

    private static boolean canHoldUp(Item item) {
        return switch (item.kind()) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW, INDEX, SINK, OTHER -> true;
            case CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }
}

package dev.verdigris.core.readiness;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.ObjectName;

/**
 * The objects that must be ready: all objects of the suffixed schemas, and all that run on suffixed clusters. The list
 * comes from the catalog and not from the reports about readiness. So an object without a report is still counted.
 */
public final class ExpectedObjects {

    private final CatalogSnapshot catalog;
    private final ResolvedPairs sides;
    private final Map<ItemId, Item> items = new LinkedHashMap<>();

    private ExpectedObjects(DeploymentView view) {
        this.catalog = view.catalog();
        this.sides = view.pairs();
        Stream.concat(
                        sides.itemsOf(Side.SUFFIXED).stream(),
                        sides.clustersOf(Side.SUFFIXED).stream()
                                .flatMap(cluster -> catalog.itemsOn(cluster.id()).stream()))
                .filter(ExpectedObjects::canHoldUp)
                .sorted(Comparator.comparing(catalog::nameOf))
                .forEach(item -> items.put(item.id(), item));
    }

    /** The expected objects of an environment's suffixed side, each after those that it reads, otherwise by name. */
    public static List<ExpectedObject> of(DeploymentView view) {
        return new ExpectedObjects(view).inOrder();
    }

    private List<ExpectedObject> inOrder() {
        Map<ItemId, ExpectedObject> expected =
                items.values().stream().collect(Collectors.toMap(Item::id, this::expected));
        Map<ItemId, ExpectedObject> ordered = new LinkedHashMap<>();
        items.keySet().forEach(id -> add(id, expected, new HashSet<>(), ordered));
        return List.copyOf(ordered.values());
    }

    private static void add(
            ItemId id, Map<ItemId, ExpectedObject> expected, Set<ItemId> above, Map<ItemId, ExpectedObject> ordered) {
        ExpectedObject object = expected.get(id);
        // The server allows no cycle; a catalog that shows one must not end the run.
        if (object == null || ordered.containsKey(id) || !above.add(id)) {
            return;
        }
        object.inputs().forEach(input -> add(input, expected, above, ordered));
        ordered.put(id, object);
    }

    private ExpectedObject expected(Item item) {
        return new ExpectedObject(
                item.id(),
                catalog.nameOf(item),
                liveName(item),
                item.kind(),
                item.subtype(),
                item.cluster()
                        .flatMap(catalog::cluster)
                        .map(cluster -> new ExpectedObject.Placement(cluster.id(), cluster.name())),
                item.source(),
                sides.counterpartOf(item)
                        .filter(counterpart -> counterpart.kind() == item.kind())
                        .map(Item::id),
                inputs(item));
    }

    private ObjectName liveName(Item item) {
        return sides.liveSchemaOf(item.schema())
                .map(schema -> new ObjectName(schema, item.name()))
                .orElseGet(() -> catalog.nameOf(item));
    }

    /** The expected objects that an object waits for. A view itself stores nothing, so what it reads counts. */
    private Set<ItemId> inputs(Item item) {
        Set<ItemId> inputs = new LinkedHashSet<>();
        Set<ItemId> seen = new HashSet<>();
        Deque<ItemId> open = new ArrayDeque<>(read(item));
        while (!open.isEmpty()) {
            ItemId id = open.remove();
            if (seen.add(id)) {
                Optional<Item> read = catalog.item(id);
                if (read.filter(found -> found.kind() == ItemKind.VIEW).isPresent()) {
                    open.addAll(read(read.get()));
                } else if (items.containsKey(id)) {
                    inputs.add(id);
                }
            }
        }
        return inputs;
    }

    private List<ItemId> read(Item item) {
        return Stream.of(catalog.reads(item.id()).stream(), item.on().stream(), item.source().stream())
                .flatMap(ids -> ids)
                .toList();
    }

    private static boolean canHoldUp(Item item) {
        return switch (item.kind()) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW, INDEX, SINK, OTHER -> true;
            case CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }
}

package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.environment.Sides.Side;
import dev.verdigris.core.marker.MarkerNames;
import dev.verdigris.core.marker.Phase;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Step;

/**
 * The steps that drop the suffixed side: drain, claim, then leaf by leaf exactly the objects in the suffixed schemas,
 * then schemas, clusters and last the marker. Nothing is ever dropped with CASCADE, so what the plan does not name stays
 * and makes the server refuse.
 */
final class Dropping {

    private Dropping() {}

    /** Steps for a side whose marker has the given name now. */
    static void steps(Draft draft, Environment environment, SchemaName marker) {
        SchemaName dropping = MarkerNames.of(environment).in(Phase.DROPPING);
        drain(draft, environment);
        if (!marker.equals(dropping)) {
            draft.add(
                    new Step.ClaimDrop(marker, dropping),
                    "from here on nobody can swap the names under which objects are dropped");
        }
        Sides sides = Sides.of(draft.catalog(), environment);
        CatalogSnapshot catalog = draft.catalog();
        List<Step.DropItem> drops = leavesFirst(catalog, sides.itemsOf(Side.SUFFIXED)).stream()
                .filter(item -> !sides.goesAlong(item))
                .map(item -> new Step.DropItem(item.kind(), catalog.nameOf(item), item.id()))
                .toList();
        draft.addDrops(drops, "it is part of the side to be dropped, and nothing depends on it any more");
        for (Schema schema : sides.schemasOf(Side.SUFFIXED)) {
            draft.add(new Step.DropSchema(draft.catalog().nameOf(schema)), "it is empty");
        }
        for (Cluster cluster : sides.clustersOf(Side.SUFFIXED)) {
            draft.add(new Step.DropCluster(cluster.name()), "nothing runs on it any more");
        }
        draft.add(new Step.DropMarker(dropping), "the deployment is over");
    }

    private static void drain(Draft draft, Environment environment) {
        Sides sides = Sides.of(draft.catalog(), environment);
        List<Cluster> clusters = sides.clustersOf(Side.SUFFIXED);
        Step.AwaitDrain wait = new Step.AwaitDrain(
                clusters.stream().map(Cluster::name).toList(),
                clusters.stream().map(Cluster::id).toList(),
                sides.itemsOf(Side.SUFFIXED).stream().map(Item::id).toList());
        long count =
                draft.catalog().subscriptions().stream().filter(wait::concerns).count();
        if (count > 0) {
            draft.add(wait, count + (count == 1 ? " SUBSCRIBE" : " SUBSCRIBEs") + " would be cut off");
        }
    }

    /** Readers before what they read; objects that are independent of each other, by name. */
    private static List<Item> leavesFirst(CatalogSnapshot catalog, List<Item> items) {
        Set<ItemId> inside = new LinkedHashSet<>();
        items.forEach(item -> inside.add(item.id()));
        Set<ItemId> seen = new LinkedHashSet<>();
        List<Item> ordered = new ArrayList<>();
        items.forEach(item -> place(catalog, item, inside, seen, ordered));
        return ordered;
    }

    private static void place(
            CatalogSnapshot catalog, Item item, Set<ItemId> inside, Set<ItemId> seen, List<Item> ordered) {
        if (!seen.add(item.id())) {
            return;
        }
        for (ItemId id : catalog.readers(item.id())) {
            catalog.item(id)
                    .filter(reader -> inside.contains(id))
                    .ifPresent(reader -> place(catalog, reader, inside, seen, ordered));
        }
        ordered.add(item);
    }
}

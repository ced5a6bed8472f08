package dev.verdigris.core.guard.sinks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.sink.SinkInputs;

/** The sinks outside the pairs, by name. They are the only objects that can follow a swap. */
public final class OutsideSinks {

    private OutsideSinks() {}

    /** All of them. */
    public static List<Item> of(DeploymentView view) {
        return view.catalog().items().stream()
                .filter(item -> item.kind() == ItemKind.SINK && view.pairs().sideOf(item) == Side.OUTSIDE)
                .sorted(Comparator.comparing(view.catalog()::nameOf))
                .toList();
    }

    /** Those that read an object of a side, each with that object. */
    public static Map<Item, Item> reading(DeploymentView view, Side side) {
        Map<Item, Item> reading = new LinkedHashMap<>();
        for (Item sink : of(view)) {
            SinkInputs.source(view.catalog(), sink)
                    .filter(read -> view.pairs().sideOf(read) == side)
                    .ifPresent(read -> reading.put(sink, read));
        }
        return reading;
    }
}

package dev.verdigris.core.adoption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sql.Messages;

/**
 * The clusters on which models and their indexes run. They can be released with the models if nothing else runs on them.
 * If something does, no cluster is released: build refuses a model on a cluster that does not belong to an environment
 * with clusters.
 *
 * @param own the clusters to release
 * @param notes why none is released
 */
record UsedClusters(List<Identifier> own, List<String> notes) {

    /** The clusters of models that are released in another schema, so that the live ones stay where they are. */
    static final UsedClusters SHARED = new UsedClusters(
            List.of(),
            List.of("The environment has no clusters, because the live objects stay on theirs. The released ones run"
                    + " there, too."));

    /** The clusters of models. */
    static UsedClusters of(CatalogSnapshot catalog, List<Item> models, Environment environment) {
        Set<ItemId> adopted = new HashSet<>();
        models.forEach(model -> adopted.add(model.id()));
        catalog.items().stream()
                .filter(item -> item.on().filter(adopted::contains).isPresent())
                .map(Item::id)
                .toList()
                .forEach(adopted::add);
        List<Identifier> own = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Cluster cluster : catalog.clusters()) {
            List<Item> on = catalog.itemsOn(cluster.id());
            if (on.stream().map(Item::id).anyMatch(adopted::contains)) {
                Optional<String> shared = shared(catalog, cluster, on, adopted, environment);
                shared.ifPresent(notes::add);
                own.add(cluster.name());
            }
        }
        return notes.isEmpty()
                ? new UsedClusters(own.stream().sorted().toList(), notes)
                : new UsedClusters(List.of(), notes);
    }

    private static Optional<String> shared(
            CatalogSnapshot catalog, Cluster cluster, List<Item> on, Set<ItemId> adopted, Environment environment) {
        String named = "The environment has no clusters, because cluster " + cluster.name();
        if (!cluster.id().isUser()) {
            return Optional.of(named + " belongs to the system.");
        }
        if (environment.isSuffixed(cluster.name())) {
            return Optional.of(named + " has the suffix of a staged name.");
        }
        List<Item> others = on.stream()
                .filter(item -> !adopted.contains(item.id()) && !item.isAttachment())
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String which =
                others.stream().limit(3).map(item -> Messages.of(catalog, item)).collect(Collectors.joining(", "));
        return Optional.of(named + " also runs " + which + (others.size() > 3 ? " and others" : "")
                + ". The staged version runs on the live clusters. To release clusters too, let nothing else run on"
                + " them, and list them in the environment.");
    }
}

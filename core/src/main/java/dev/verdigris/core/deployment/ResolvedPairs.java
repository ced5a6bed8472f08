package dev.verdigris.core.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.SchemaId;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.SchemaPair;

/**
 * The two sides of an environment in a catalog: which schemas, clusters and objects have a live name, which have a
 * suffixed one, and which have neither. It does not say whether the suffixed side is the new version or the previous
 * one.
 */
public final class ResolvedPairs {

    /** The two sides, and all the rest. */
    public enum Side {
        /** It has a live name. */
        LIVE,
        /** It has a suffixed name. */
        SUFFIXED,
        /** It has neither, as an external dependent. */
        OUTSIDE
    }

    /**
     * A pair of schemas, with those of the two that exist.
     *
     * @param pair the names
     * @param live the schema under the live name
     * @param suffixed the schema under the suffixed name
     */
    public record Schemas(SchemaPair pair, Optional<Schema> live, Optional<Schema> suffixed) {}

    /**
     * A pair of clusters, with those of the two that exist.
     *
     * @param pair the names
     * @param live the cluster under the live name
     * @param suffixed the cluster under the suffixed name
     */
    public record Clusters(ClusterPair pair, Optional<Cluster> live, Optional<Cluster> suffixed) {}

    private final CatalogSnapshot catalog;
    private final List<Schemas> schemas;
    private final List<Clusters> clusters;
    private final Map<SchemaId, Side> schemaSides = new HashMap<>();
    private final Map<ClusterId, Side> clusterSides = new HashMap<>();
    private final Map<SchemaId, SchemaId> counterparts = new HashMap<>();

    private ResolvedPairs(CatalogSnapshot catalog, List<SchemaPair> schemaPairs, List<ClusterPair> clusterPairs) {
        this.catalog = catalog;
        this.schemas = schemaPairs.stream()
                .map(pair -> new Schemas(pair, catalog.schema(pair.live()), catalog.schema(pair.suffixed())))
                .toList();
        this.clusters = clusterPairs.stream()
                .map(pair -> new Clusters(pair, catalog.cluster(pair.live()), catalog.cluster(pair.suffixed())))
                .toList();
        for (Schemas each : schemas) {
            each.live().ifPresent(schema -> schemaSides.put(schema.id(), Side.LIVE));
            each.suffixed().ifPresent(schema -> schemaSides.put(schema.id(), Side.SUFFIXED));
            if (each.live().isPresent() && each.suffixed().isPresent()) {
                counterparts.put(each.live().get().id(), each.suffixed().get().id());
                counterparts.put(each.suffixed().get().id(), each.live().get().id());
            }
        }
        for (Clusters each : clusters) {
            each.live().ifPresent(cluster -> clusterSides.put(cluster.id(), Side.LIVE));
            each.suffixed().ifPresent(cluster -> clusterSides.put(cluster.id(), Side.SUFFIXED));
        }
    }

    /**
     * Resolves an environment's names. A quarantined suffixed side is found by its quarantine names. An object that has
     * the suffix after a quarantine belongs to somebody else.
     */
    static ResolvedPairs of(CatalogSnapshot catalog, Environment environment, Optional<DeploymentLock> lock) {
        return lock.flatMap(DeploymentLock::stateView)
                .filter(stateView -> stateView.phase() == Phase.DROPPING)
                .map(stateView -> new QuarantineNames(environment, stateView.token()))
                .map(quarantine -> new ResolvedPairs(catalog, quarantine.schemaPairs(), quarantine.clusterPairs()))
                .orElseGet(() -> new ResolvedPairs(catalog, environment.schemaPairs(), environment.clusterPairs()));
    }

    /** The pairs of schemas, in the order of the configuration. */
    public List<Schemas> schemas() {
        return schemas;
    }

    /** The pairs of clusters, in the order of the configuration. */
    public List<Clusters> clusters() {
        return clusters;
    }

    /** The side of a schema. */
    Side sideOf(SchemaId schema) {
        return schemaSides.getOrDefault(schema, Side.OUTSIDE);
    }

    /** The side of a cluster. */
    Side sideOf(ClusterId cluster) {
        return clusterSides.getOrDefault(cluster, Side.OUTSIDE);
    }

    /** The side of an object, which is the side of its schema. */
    public Side sideOf(Item item) {
        return sideOf(item.schema());
    }

    /** The schemas of one side that exist, in the order of the configuration. */
    public List<Schema> schemasOf(Side side) {
        return schemas.stream()
                .map(each -> side == Side.LIVE ? each.live() : each.suffixed())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The clusters of one side that exist, in the order of the configuration. */
    public List<Cluster> clustersOf(Side side) {
        return clusters.stream()
                .map(each -> side == Side.LIVE ? each.live() : each.suffixed())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The objects in the schemas of one side, by full name. */
    public List<Item> itemsOf(Side side) {
        List<Item> items = new ArrayList<>();
        for (Schema schema : schemasOf(side)) {
            items.addAll(catalog.itemsIn(schema.id()));
        }
        items.sort(Comparator.comparing(catalog::nameOf));
        return items;
    }

    /** The objects that run on the clusters of one side and do not belong to that side, by full name. */
    public List<Item> tenantsOf(Side side) {
        List<Item> items = new ArrayList<>();
        for (Cluster cluster : clustersOf(side)) {
            catalog.itemsOn(cluster.id()).stream()
                    .filter(item -> sideOf(item) != side)
                    .forEach(items::add);
        }
        items.sort(Comparator.comparing(catalog::nameOf));
        return items;
    }

    /** The object of the same name on the other side. Types and functions have separate namespaces. */
    public Optional<Item> counterpartOf(Item item) {
        return Optional.ofNullable(counterparts.get(item.schema())).stream()
                .flatMap(schema -> catalog.itemsNamed(schema, item.name()).stream())
                .filter(other -> other.kind() == item.kind() || sharesNames(other) && sharesNames(item))
                .findFirst();
    }

    /** The live counterpart of a suffixed schema or object, if it has one; otherwise the id itself. */
    public CatalogId liveCounterpartOf(CatalogId id) {
        if (id instanceof SchemaId schema && sideOf(schema) == Side.SUFFIXED) {
            return counterparts.getOrDefault(schema, schema);
        }
        if (id instanceof ItemId item) {
            return catalog.item(item)
                    .filter(found -> sideOf(found) == Side.SUFFIXED)
                    .flatMap(this::counterpartOf)
                    .map(Item::id)
                    .orElse(item);
        }
        return id;
    }

    private static boolean sharesNames(Item item) {
        return item.kind() != ItemKind.TYPE && item.kind() != ItemKind.FUNCTION;
    }

    /** Whether the server created an object together with a source of the same side, and drops it with that source. */
    public boolean goesAlong(Item item) {
        return item.isAttachment()
                && Stream.concat(catalog.reads(item.id()).stream(), catalog.readers(item.id()).stream())
                        .map(catalog::item)
                        .flatMap(Optional::stream)
                        .anyMatch(source -> source.kind() == ItemKind.SOURCE
                                && !source.isAttachment()
                                && sideOf(source) == sideOf(item));
    }

    /** Whether any schema or cluster has a suffixed name. */
    public boolean anySuffixed() {
        return !schemasOf(Side.SUFFIXED).isEmpty() || !clustersOf(Side.SUFFIXED).isEmpty();
    }

    /** Whether a suffixed schema contains an object, or an object runs on a suffixed cluster. */
    public boolean suffixedInUse() {
        return !itemsOf(Side.SUFFIXED).isEmpty()
                || clustersOf(Side.SUFFIXED).stream()
                        .anyMatch(cluster -> !catalog.itemsOn(cluster.id()).isEmpty());
    }
}

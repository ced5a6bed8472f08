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
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.SchemaName;

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
     * A pair of schemas or clusters, with those of the two that exist.
     *
     * @param names the names
     * @param live what has the live name
     * @param suffixed what has the suffixed name
     */
    public record Resolved(Pair names, Optional<? extends Owned> live, Optional<? extends Owned> suffixed) {}

    private final CatalogSnapshot catalog;
    private final List<Resolved> pairs;
    private final Map<CatalogId, Side> sides = new HashMap<>();
    private final Map<CatalogId, CatalogId> counterparts = new HashMap<>();

    private ResolvedPairs(CatalogSnapshot catalog, List<Pair> names) {
        this.catalog = catalog;
        this.pairs = names.stream()
                .map(pair -> new Resolved(pair, catalog.find(pair.live()), catalog.find(pair.suffixed())))
                .toList();
        for (Resolved each : pairs) {
            each.live().ifPresent(live -> sides.put(live.id(), Side.LIVE));
            each.suffixed().ifPresent(suffixed -> sides.put(suffixed.id(), Side.SUFFIXED));
            if (each.live().isPresent() && each.suffixed().isPresent()) {
                counterparts.put(each.live().get().id(), each.suffixed().get().id());
                counterparts.put(each.suffixed().get().id(), each.live().get().id());
            }
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
                .map(quarantine -> new ResolvedPairs(catalog, quarantine.pairs()))
                .orElseGet(() -> new ResolvedPairs(catalog, environment.pairs()));
    }

    /** All pairs, in the order of {@link Environment#pairs}. */
    public List<Resolved> all() {
        return pairs;
    }

    private Side sideOf(CatalogId container) {
        return sides.getOrDefault(container, Side.OUTSIDE);
    }

    /** The side of an object, which is the side of its schema. */
    public Side sideOf(Item item) {
        return sideOf(item.schema());
    }

    /** The schemas of one side that exist, in the order of the configuration. */
    public List<Schema> schemasOf(Side side) {
        return existing(side, Schema.class).toList();
    }

    /** The clusters of one side that exist, in the order of the configuration. */
    public List<Cluster> clustersOf(Side side) {
        return existing(side, Cluster.class).toList();
    }

    private <T extends Owned> Stream<T> existing(Side side, Class<T> type) {
        return pairs.stream()
                .flatMap(each -> (side == Side.LIVE ? each.live() : each.suffixed()).stream())
                .filter(type::isInstance)
                .map(type::cast);
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

    /**
     * The objects that read one side directly and do not belong to it, by full name. An object of the suffixed side is
     * no such reader of the live side: the swap replaces what it reads.
     */
    public List<Item> readersOutside(Side side) {
        return itemsOf(side).stream()
                .flatMap(item -> readersOutside(side, item).stream())
                .distinct()
                .sorted(Comparator.comparing(catalog::nameOf))
                .toList();
    }

    /** Those of these objects that read one object of the side. */
    public List<Item> readersOutside(Side side, Item read) {
        return catalog.readers(read.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .filter(reader -> side == Side.LIVE ? sideOf(reader) == Side.OUTSIDE : sideOf(reader) != Side.SUFFIXED)
                .sorted(Comparator.comparing(catalog::nameOf))
                .toList();
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
        return Optional.ofNullable(counterparts.get(item.schema())).map(SchemaId.class::cast).stream()
                .flatMap(schema -> catalog.itemsNamed(schema, item.name()).stream())
                .filter(other -> other.kind() == item.kind() || sharesNames(other) && sharesNames(item))
                .findFirst();
    }

    /** The other half of a pair; empty if there is none, or if this is no half of a pair. */
    public Optional<CatalogId> otherHalf(CatalogId container) {
        return Optional.ofNullable(counterparts.get(container));
    }

    /** The live counterpart of a suffixed schema or object, if it has one; otherwise the id itself. */
    public CatalogId liveCounterpartOf(CatalogId id) {
        if (id instanceof ItemId item) {
            return catalog.item(item)
                    .filter(found -> sideOf(found) == Side.SUFFIXED)
                    .flatMap(this::counterpartOf)
                    .map(Item::id)
                    .orElse(item);
        }
        return sideOf(id) == Side.SUFFIXED ? counterparts.getOrDefault(id, id) : id;
    }

    /** The name of the live half of a suffixed schema; empty if the schema is not a suffixed half of a pair. */
    public Optional<SchemaName> liveSchemaOf(SchemaId suffixed) {
        return pairs.stream()
                .filter(each -> each.suffixed()
                        .filter(half -> half.id().equals(suffixed))
                        .isPresent())
                .map(each -> each.names().live())
                .filter(Target.OfSchema.class::isInstance)
                .map(live -> ((Target.OfSchema) live).name())
                .findFirst();
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
        return existing(Side.SUFFIXED, Owned.class).findAny().isPresent();
    }

    /** Whether a suffixed schema contains an object, or an object runs on a suffixed cluster. */
    public boolean suffixedInUse() {
        return existing(Side.SUFFIXED, Owned.class)
                .anyMatch(each -> !contents(each).isEmpty());
    }

    /** The objects in a schema, or those that run on a cluster. */
    public List<Item> contents(Owned container) {
        return switch (container) {
            case Schema schema -> catalog.itemsIn(schema.id());
            case Cluster cluster -> catalog.itemsOn(cluster.id());
            case Item item -> List.of();
        };
    }
}

package dev.verdigris.core.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.sink.SinkInputs;

/**
 * What a side consists of at one moment: its schemas, its clusters and its objects, each with its id and the facts that
 * somebody can change while it keeps its id. A definition is none of them: an object with another definition has
 * another id. The swap changes no fact, so an inventory of the staged side is later one of the live side.
 *
 * @param parts the parts
 */
public record Inventory(List<Part> parts) {

    public Inventory {
        parts = List.copyOf(parts);
    }

    /** The inventory of a side. */
    public static Inventory of(DeploymentView view, Side side) {
        CatalogSnapshot catalog = view.catalog();
        FactReader facts = new FactReader(catalog);
        List<Part> parts = new ArrayList<>();
        for (Schema schema : view.pairs().schemasOf(side)) {
            parts.add(new Part(new Part.What.OfSchema(schema.id()), schema.name(), facts.of(schema)));
            catalog.itemsIn(schema.id())
                    .forEach(item -> parts.add(new Part(
                            new Part.What.OfItem(item.id(), item.kind(), item.schema()), item.name(), facts.of(item))));
        }
        for (Cluster cluster : view.pairs().clustersOf(side)) {
            parts.add(new Part(new Part.What.OfCluster(cluster.id()), cluster.name(), facts.of(cluster)));
        }
        return new Inventory(parts);
    }

    /** The objects of a side, without the facts of each. */
    public static Inventory ofObjects(DeploymentView view, Side side) {
        return new Inventory(view.pairs().schemasOf(side).stream()
                .flatMap(schema -> view.catalog().itemsIn(schema.id()).stream())
                .map(item -> new Part(
                        new Part.What.OfItem(item.id(), item.kind(), item.schema()), item.name(), new TreeMap<>()))
                .toList());
    }

    /**
     * The external dependents of a side, each with what it reads there. Of the objects outside the pairs, only a sink
     * can read another object later, so every other sink is a part too; it has no facts.
     */
    public static Inventory ofDependents(DeploymentView view, Side side) {
        CatalogSnapshot catalog = view.catalog();
        Set<Item> tenants = Set.copyOf(view.pairs().tenantsOf(side));
        List<Part> parts = new ArrayList<>();
        for (Item item : catalog.items()) {
            if (view.pairs().sideOf(item) == Side.OUTSIDE) {
                SortedMap<Fact, String> facts = new TreeMap<>();
                String reads = Stream.concat(
                                inputs(catalog, item)
                                        .filter(input -> view.pairs().sideOf(input) == side)
                                        .map(input -> catalog.nameOf(input).toString())
                                        .sorted(),
                                tenants.contains(item) ? Stream.of("a cluster of the pairs") : Stream.empty())
                        .collect(Collectors.joining(", "));
                if (!reads.isEmpty()) {
                    facts.put(Fact.of(Aspect.READS), reads);
                }
                if (!facts.isEmpty() || item.kind() == ItemKind.SINK) {
                    parts.add(
                            new Part(new Part.What.OfItem(item.id(), item.kind(), item.schema()), item.name(), facts));
                }
            }
        }
        return new Inventory(parts);
    }

    /** A sink also depends on the objects whose comments it has copied. It does not read these. */
    private static Stream<Item> inputs(CatalogSnapshot catalog, Item item) {
        Optional<Item> ofSink = item.kind() == ItemKind.SINK ? SinkInputs.source(catalog, item) : Optional.empty();
        return ofSink.isPresent()
                ? ofSink.stream()
                : catalog.reads(item.id()).stream().flatMap(id -> catalog.item(id).stream());
    }

    /** The settings of a cluster. */
    public static SortedMap<Fact, String> settings(CatalogSnapshot catalog, Cluster cluster) {
        SortedMap<Fact, String> settings = new FactReader(catalog).of(cluster);
        settings.keySet().removeIf(fact -> !fact.aspect().isOfCluster());
        return settings;
    }

    /** The part with an id. */
    public Optional<Part> part(CatalogId id) {
        return parts.stream().filter(part -> part.id().equals(id)).findFirst();
    }

    /** What has changed until a later inventory. A schema or cluster is never new: init may have created it. */
    public List<SideChange> changesUntil(Inventory later) {
        Map<CatalogId, Part> before = byId(parts);
        Map<CatalogId, Part> now = byId(later.parts);
        List<Part> gone =
                parts.stream().filter(part -> !now.containsKey(part.id())).toList();
        List<SideChange> changes = new ArrayList<>();
        for (Part part : later.parts) {
            Optional<Part> known = Optional.ofNullable(before.get(part.id()));
            if (known.isPresent()) {
                altered(known.get(), part, changes);
            } else if (part.what() instanceof Part.What.OfItem) {
                changes.add(gone.stream()
                        .filter(part::takesThePlaceOf)
                        .findFirst()
                        .<SideChange>map(old -> new SideChange.Replaced(old, part))
                        .orElseGet(() -> new SideChange.Created(part)));
            }
        }
        gone.stream()
                .filter(part -> later.parts.stream().noneMatch(part::takesThePlaceOf))
                .forEach(part -> changes.add(new SideChange.Dropped(part)));
        return changes;
    }

    private static void altered(Part before, Part now, List<SideChange> changes) {
        if (now.what() instanceof Part.What.OfItem && !before.name().equals(now.name())) {
            changes.add(new SideChange.Altered(
                    now,
                    Fact.of(Aspect.NAME),
                    Optional.of(before.name().value()),
                    Optional.of(now.name().value())));
        }
        SortedSet<Fact> facts = new TreeSet<>(before.facts().keySet());
        facts.addAll(now.facts().keySet());
        for (Fact fact : facts) {
            if (!before.value(fact).equals(now.value(fact))
                    && isKnown(before, now, fact)
                    && !followsTheOwner(before, now, fact)) {
                changes.add(new SideChange.Altered(now, fact, before.value(fact), now.value(fact)));
            }
        }
    }

    private static boolean isKnown(Part before, Part now, Fact fact) {
        return !fact.aspect().isUnknownIfAbsent()
                || before.value(fact).isPresent() && now.value(fact).isPresent();
    }

    /** The server exchanges the role of the owner in the grants when the owner changes. */
    private static boolean followsTheOwner(Part before, Part now, Fact fact) {
        Fact owner = Fact.of(Aspect.OWNER);
        String role = fact.which().text();
        return fact.aspect() == Aspect.GRANT
                && !before.value(owner).equals(now.value(owner))
                && (before.value(owner).filter(role::equals).isPresent()
                        || now.value(owner).filter(role::equals).isPresent());
    }

    private static Map<CatalogId, Part> byId(Collection<Part> parts) {
        Map<CatalogId, Part> byId = new HashMap<>();
        parts.forEach(part -> byId.put(part.id(), part));
        return byId;
    }
}

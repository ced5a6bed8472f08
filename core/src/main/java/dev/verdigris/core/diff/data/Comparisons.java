package dev.verdigris.core.diff.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.data.Comparison.Reading;
import dev.verdigris.core.guard.rights.ReadRights;
import dev.verdigris.core.guard.sinks.OutsideSinks;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkColumns;

/** Chooses what is compared, and finds what stands against it, from one reading of the catalog. */
public final class Comparisons {

    private final DeploymentView view;
    private final DataOptions options;
    private final Optional<Identifier> named;
    private final Optional<Cluster> cluster;

    /**
     * Prepares.
     *
     * @param named the cluster that the caller names; empty means one that has a replica and serves nobody but the
     *     staged side
     */
    public Comparisons(DeploymentView view, DataOptions options, Optional<Identifier> named) {
        this.view = view;
        this.options = options;
        this.named = named;
        this.cluster = named.isPresent() ? named.flatMap(view.catalog()::cluster) : ofStagedSideOnly();
    }

    /** A comparison needs much memory, and a replica without memory stops all that runs on it. */
    private Optional<Cluster> ofStagedSideOnly() {
        CatalogSnapshot catalog = view.catalog();
        Set<ClusterId> used = view.pairs().itemsOf(Side.SUFFIXED).stream()
                .flatMap(item -> item.cluster().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                        view.pairs().clustersOf(Side.SUFFIXED).stream(),
                        used.stream()
                                .flatMap(id -> catalog.cluster(id).stream())
                                .sorted(Comparator.comparing(each -> each.name().value())))
                .filter(each -> !each.replicas().isEmpty())
                .filter(each -> catalog.itemsOn(each.id()).stream()
                        .allMatch(item -> view.pairs().sideOf(item) == Side.SUFFIXED))
                .findFirst();
    }

    /** Every live relation with its staged counterpart. */
    public DataPlan plan() {
        CatalogSnapshot catalog = view.catalog();
        Map<Item, Item> sinks = OutsideSinks.reading(view, Side.LIVE);
        List<Comparison> comparisons = relations(view)
                .sorted(Comparator.comparing(catalog::nameOf))
                .map(live -> {
                    Item staged = view.pairs().counterpartOf(live).orElseThrow();
                    ObjectName name = catalog.nameOf(live);
                    Comparison comparison = of(catalog, live, staged, cluster.map(Cluster::name));
                    return Optional.ofNullable(options.keys().get(name))
                            .map(comparison::by)
                            .orElseGet(() -> byDeclaredKey(comparison, live, sinks));
                })
                .toList();
        return new DataPlan(comparisons, cluster.map(Cluster::name), cluster.flatMap(Comparisons::size), options);
    }

    /** By the declared key, or the one of the sinks, if they agree. A key of which a side lacks a column does not count. */
    private Comparison byDeclaredKey(Comparison comparison, Item live, Map<Item, Item> sinks) {
        Optional<DataKey> declared = options.declared().stream()
                .filter(key -> key.isOf(comparison.live()))
                .filter(key -> comparison.lacking(key.columns()).isEmpty())
                .findFirst();
        if (declared.isPresent()) {
            return comparison.by(declared.get().columns());
        }
        List<List<Identifier>> keys = sinks.entrySet().stream()
                .filter(entry -> entry.getValue().equals(live))
                .flatMap(entry -> entry.getKey().createSql().stream())
                .map(text -> SinkColumns.of(text).key())
                .filter(key -> !key.isEmpty() && comparison.lacking(key).isEmpty())
                .distinct()
                .toList();
        return keys.size() == 1 ? comparison.by(keys.get(0)) : comparison;
    }

    private static Optional<String> size(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed -> Optional.of(managed.size());
            case ClusterConfig.Unmanaged unmanaged -> Optional.empty();
        };
    }

    /**
     * The live relations that have a counterpart. The progress of a source is no data of the model, and a source of
     * several tables has no rows of its own.
     */
    private static Stream<Item> relations(DeploymentView view) {
        return view.pairs().itemsOf(Side.LIVE).stream()
                .filter(live -> live.kind().isRelation())
                .filter(live -> live.subtype().filter("progress"::equals).isEmpty())
                .filter(live -> live.kind() != ItemKind.SOURCE
                        || !view.catalog().columns(live.id()).isEmpty())
                .filter(live -> view.pairs()
                        .counterpartOf(live)
                        .filter(staged -> staged.kind().isRelation())
                        .isPresent());
    }

    /**
     * Why the comparison cannot be done as requested: a cluster that does not exist or cannot run a query, a key of an
     * unknown relation or column, and missing rights to read.
     */
    public List<Problem> problems(DataPlan plan) {
        Optional<Problem> missing = named.filter(
                        name -> view.catalog().cluster(name).isEmpty())
                .map(name -> cluster(name, "there is no cluster " + name + " for the comparison"));
        Optional<Problem> shared = Optional.of(
                        "every cluster with a replica that the staged side runs on serves others, too;"
                                + " a comparison can need more memory than they leave")
                .filter(unused -> named.isEmpty()
                        && cluster.isEmpty()
                        && !plan.comparisons().isEmpty())
                .map(what -> cluster(view.environment().name(), what));
        Optional<Problem> system = cluster.filter(each -> !each.id().isUser())
                .map(each ->
                        cluster(each.name(), "cluster " + each.name() + " of the system reads no user's relations"));
        Optional<Problem> idle = cluster.filter(each -> each.replicas().isEmpty())
                .map(each -> cluster(
                        each.name(),
                        "cluster " + each.name() + " has no replica, so a comparison on it would never end"));
        List<Problem> problems = new ArrayList<>(Stream.of(missing, shared, system, idle)
                .flatMap(Optional::stream)
                .toList());
        options.keys().forEach((relation, key) -> key(plan, relation, key).ifPresent(problems::add));
        if (problems.isEmpty() && !plan.comparisons().isEmpty()) {
            List<Item> read = relations(view)
                    .flatMap(live ->
                            Stream.of(live, view.pairs().counterpartOf(live).orElseThrow()))
                    .toList();
            problems.addAll(ReadRights.lacking(view.catalog(), read, cluster.map(Cluster::name), Set.of()));
        }
        return problems;
    }

    private static Problem cluster(Identifier name, String what) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                what,
                "cluster " + name,
                Fix.advice("name a cluster that has a replica with --data-cluster"));
    }

    private static Optional<Problem> key(DataPlan plan, ObjectName relation, List<Identifier> key) {
        Optional<Comparison> compared = plan.comparisons().stream()
                .filter(comparison -> comparison.live().equals(relation))
                .findFirst();
        if (compared.isEmpty()) {
            return Optional.of(
                    key(relation, "the key names relation " + relation + ", which the two sides do not share"));
        }
        List<Identifier> lacking = compared.get().lacking(key);
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(key(
                        relation,
                        "the key of " + relation + " names column " + lacking.get(0)
                                + ", which the two sides do not share"));
    }

    private static Problem key(ObjectName relation, String what) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                what,
                "relation " + relation,
                Fix.advice("correct the key, or compare this relation without one"));
    }

    /**
     * Compares two relations.
     *
     * @param cluster the cluster of the comparison, if it is known
     */
    public static Comparison of(CatalogSnapshot catalog, Item live, Item staged, Optional<Identifier> cluster) {
        List<Column> before = catalog.columns(live.id());
        List<Column> after = catalog.columns(staged.id());
        List<ComparedColumn> both = before.stream()
                .flatMap(column -> after.stream()
                        .filter(other -> other.name().equals(column.name()))
                        .map(other -> ComparedColumn.of(column.name(), column.type(), other.type())))
                .toList();
        return new Comparison(
                catalog.nameOf(live),
                catalog.nameOf(staged),
                both,
                others(before, both),
                others(after, both),
                List.of(),
                reading(catalog, live, cluster),
                reading(catalog, staged, cluster));
    }

    private static List<Identifier> others(List<Column> columns, List<ComparedColumn> both) {
        return columns.stream()
                .map(Column::name)
                .filter(name -> both.stream().noneMatch(column -> column.name().equals(name)))
                .toList();
    }

    private static Reading reading(CatalogSnapshot catalog, Item relation, Optional<Identifier> cluster) {
        if (relation.kind() != ItemKind.VIEW) {
            return Reading.STORED;
        }
        Predicate<Item> here = index -> index.cluster()
                .flatMap(catalog::cluster)
                .filter(on -> cluster.filter(on.name()::equals).isPresent())
                .isPresent();
        boolean indexed = catalog.itemsIn(relation.schema()).stream()
                .filter(item -> item.on().filter(relation.id()::equals).isPresent())
                .anyMatch(here);
        return indexed ? Reading.INDEXED : Reading.COMPUTED;
    }
}

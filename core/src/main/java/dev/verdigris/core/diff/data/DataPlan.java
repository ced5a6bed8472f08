package dev.verdigris.core.diff.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.data.Comparison.Reading;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.rights.ReadRights;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/**
 * Which relations are compared, where, and what that costs, before the first query.
 *
 * @param comparisons the pairs of relations, by live name
 * @param cluster the cluster of the comparison; empty means the default of the session
 * @param options how rows are compared
 */
public record DataPlan(List<Comparison> comparisons, Optional<Cluster> cluster, DataOptions options) {

    public DataPlan {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Every live relation with its staged counterpart.
     *
     * @param cluster the cluster that the caller names; empty means that of a check
     */
    public static DataPlan of(DeploymentView view, DataOptions options, Optional<Identifier> cluster) {
        CatalogSnapshot catalog = view.catalog();
        Optional<Identifier> on = new CheckNeeds(List.of(), cluster).clusterIn(view);
        List<Comparison> comparisons = relations(view)
                .sorted(Comparator.comparing(catalog::nameOf))
                .map(live -> {
                    Item staged = view.pairs().counterpartOf(live).orElseThrow();
                    ObjectName name = catalog.nameOf(live);
                    return Comparison.of(catalog, live, staged, on).by(options.keys().getOrDefault(name, List.of()));
                })
                .toList();
        return new DataPlan(comparisons, on.flatMap(catalog::cluster), options);
    }

    /** The live relations that have a counterpart. The progress of a source is no data of the model. */
    private static Stream<Item> relations(DeploymentView view) {
        return view.pairs().itemsOf(Side.LIVE).stream()
                .filter(live -> live.kind().isRelation())
                .filter(live -> live.subtype().filter("progress"::equals).isEmpty())
                .filter(live -> view.pairs()
                        .counterpartOf(live)
                        .filter(staged -> staged.kind().isRelation())
                        .isPresent());
    }

    /**
     * Why the comparison cannot be done as requested: a cluster that does not exist or cannot run a query, a key of an
     * unknown relation or column, and missing rights to read.
     *
     * @param named the cluster that the caller names
     */
    public List<Problem> problems(DeploymentView view, Optional<Identifier> named) {
        Optional<Problem> missing = named.filter(name -> view.catalog().cluster(name).isEmpty())
                .map(name -> cluster(name, "there is no cluster " + name + " for the comparison"));
        Optional<Problem> idle = cluster.filter(each -> each.replicas().isEmpty())
                .map(each -> cluster(
                        each.name(), "cluster " + each.name() + " has no replica, so a comparison on it would never end"));
        List<Problem> problems = new ArrayList<>(
                Stream.of(missing, idle).flatMap(Optional::stream).toList());
        options.keys().forEach((relation, key) -> key(relation, key).ifPresent(problems::add));
        if (problems.isEmpty() && !comparisons.isEmpty()) {
            List<Item> read = relations(view)
                    .flatMap(live -> Stream.of(live, view.pairs().counterpartOf(live).orElseThrow()))
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
                Fix.advice("name a cluster that has a replica with --data-cluster, or none"));
    }

    private Optional<Problem> key(ObjectName relation, List<Identifier> key) {
        Optional<Comparison> compared = comparisons.stream()
                .filter(comparison -> comparison.live().equals(relation))
                .findFirst();
        if (compared.isEmpty()) {
            return Optional.of(key(relation, "the key names relation " + relation + ", which the two sides do not share"));
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

    /** The longest time that the comparison can take. */
    private String longest() {
        return DurationText.of(options.limit().multipliedBy(comparisons.size()));
    }

    /** What the comparison costs, as sentences. How many rows it reads is not known before. */
    public List<String> cost() {
        if (comparisons.isEmpty()) {
            return List.of("The two sides share no relation.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("The comparison reads all rows of " + Count.of(comparisons.size(), "relation") + " on both sides, "
                + where() + ".");
        lines.add("Each relation has at most " + DurationText.of(options.limit()) + ", all together at most " + longest()
                + ".");
        List<String> computed = comparisons.stream()
                .filter(each -> each.readingLive() == Reading.COMPUTED || each.readingStaged() == Reading.COMPUTED)
                .map(each -> each.live().toString())
                .toList();
        if (!computed.isEmpty()) {
            lines.add("Not stored, and so computed for the comparison: " + String.join(", ", computed)
                    + ". An index on the view avoids that.");
        }
        if (options.distinct()) {
            lines.add("Distinct values are counted, which needs memory on the server for each column.");
        }
        return lines;
    }

    private String where() {
        return cluster.map(each -> "on cluster " + each.name() + size(each))
                .orElse("on the default cluster of the session");
    }

    private static String size(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed -> " (" + managed.size() + ")";
            case ClusterConfig.Unmanaged unmanaged -> "";
        };
    }
}

package dev.verdigris.core.guard;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.rights.ReadRights;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * What the checks of a project need: relations, a cluster, and the rights to read.
 *
 * @param queries the checks without mistakes
 * @param cluster the cluster that the caller names for them
 */
public record CheckNeeds(List<Query> queries, Optional<Identifier> cluster) {

    /** No checks. */
    public static final CheckNeeds NONE = new CheckNeeds(List.of(), Optional.empty());

    public CheckNeeds {
        queries = List.copyOf(queries);
    }

    /**
     * One check.
     *
     * @param file the path of its file for messages
     * @param inputs the relations that it reads, by their names on the checked side
     * @param others the relations of the other side that it compares with; they may be missing
     */
    public record Query(String file, SortedSet<ObjectName> inputs, SortedSet<ObjectName> others) {}

    /**
     * The relations that do not exist. The server would refuse the checks that read them.
     *
     * @param built the catalog with the whole staged side
     */
    public List<Problem> missingRelations(CatalogSnapshot built) {
        return queries.stream().flatMap(query -> missing(built, query)).toList();
    }

    /**
     * The rights that the role lacks for the queries.
     *
     * @param view an environment with the staged side
     * @param made what does not exist yet
     */
    public List<Problem> missingRights(DeploymentView view, Set<Target> made) {
        return missingRights(view, made, Side.SUFFIXED);
    }

    /** The rights that the role lacks for the queries of the live side. */
    public List<Problem> missingLiveRights(DeploymentView view) {
        return missingRights(view, Set.of(), Side.LIVE);
    }

    /** Only after a promotion is the suffixed side the previous version, with which the live one is compared. */
    private List<Problem> missingRights(DeploymentView view, Set<Target> made, Side side) {
        CatalogSnapshot catalog = view.catalog();
        boolean compares = side == Side.SUFFIXED || view.isPromoted();
        List<Item> inputs = queries.stream()
                .flatMap(query ->
                        Stream.concat(query.inputs().stream(), compares ? query.others().stream() : Stream.empty()))
                .distinct()
                .flatMap(input -> ModelNeeds.relations(catalog, input))
                .toList();
        return inputs.isEmpty() ? List.of() : ReadRights.lacking(catalog, inputs, clusterIn(view, side), made);
    }

    /**
     * The cluster of the checks: the one that the caller names, the first staged one, or the first one on which a
     * staged object runs. One with replicas comes first, because a query on a cluster without replicas never ends.
     * Otherwise the session's default decides.
     */
    public Optional<Identifier> clusterIn(DeploymentView view) {
        return clusterIn(view, Side.SUFFIXED);
    }

    /** The cluster of the checks of the live side, by the same rules. */
    public Optional<Identifier> liveClusterIn(DeploymentView view) {
        return clusterIn(view, Side.LIVE);
    }

    private Optional<Identifier> clusterIn(DeploymentView view, Side side) {
        Stream<Cluster> paired = view.pairs().clustersOf(side).stream();
        Stream<Cluster> used = view.pairs().itemsOf(side).stream()
                .flatMap(item -> item.cluster().stream())
                .distinct()
                .flatMap(id -> view.catalog().cluster(id).stream())
                .sorted(Comparator.comparing(each -> each.name().value()));
        return cluster.or(() -> Stream.concat(paired, used)
                .sorted(Comparator.comparing(each -> each.replicas().isEmpty()))
                .map(Cluster::name)
                .findFirst());
    }

    /** Whether a relation exists. A check may compare with one that does not. */
    public static boolean exists(DeploymentView view, ObjectName relation) {
        return ModelNeeds.exists(view.catalog(), relation);
    }

    private static Stream<Problem> missing(CatalogSnapshot built, Query query) {
        return query.inputs().stream()
                .filter(input -> !ModelNeeds.exists(built, input))
                .map(input -> new Problem(
                        ProblemCode.BAD_MODEL,
                        "the check reads relation " + input + ModelNeeds.ofSchema(built, input)
                                + ", which does not exist",
                        query.file() + ":1",
                        new Fix.Edit(new Place.Line(query.file(), 1), "correct the name, or add a model of it")));
    }

    /**
     * The named cluster, if it does not exist.
     *
     * @param staged the catalog with all clusters of the staged side
     */
    public Optional<Problem> missingCluster(CatalogSnapshot staged) {
        return cluster.filter(named -> staged.cluster(named).isEmpty())
                .map(named -> new Problem(
                        ProblemCode.BAD_CONFIG,
                        "there is no cluster " + named + ModelNeeds.ofCluster(staged, named) + " for the checks",
                        "cluster " + named,
                        Fix.advice("name a cluster that exists, or none")));
    }
}

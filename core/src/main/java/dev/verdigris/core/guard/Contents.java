package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;

/**
 * Finds objects that are not allowed inside a pair: sinks, objects that hold data, and objects that run on a paired
 * cluster but belong to another side.
 */
final class Contents {

    private Contents() {}

    /**
     * The problems of both sides.
     *
     * @param planned the staged relations that do not exist yet
     */
    static List<Problem> problems(CatalogSnapshot catalog, ResolvedPairs sides, PlannedRelations planned) {
        List<Problem> problems = new ArrayList<>();
        for (Side side : List.of(Side.LIVE, Side.SUFFIXED)) {
            problems.addAll(inside(catalog, sides, side));
            problems.addAll(types(catalog, sides, side));
            tenants(catalog, sides, side, planned, problems);
        }
        return problems;
    }

    /** What helps if an object has an unknown kind. */
    static Fix ofUnknownKind() {
        return Fix.choice(
                Fix.either("use a version of Verdigris that knows its kind"),
                Fix.either("move it to a schema that is not part of the environment"));
    }

    /** Sinks and objects that hold data in the schemas of one side. */
    static List<Problem> inside(CatalogSnapshot catalog, ResolvedPairs sides, Side side) {
        List<Problem> problems = new ArrayList<>();
        for (Item item : sides.itemsOf(side)) {
            String what = Messages.of(catalog, item);
            if (item.kind() == ItemKind.SINK) {
                problems.add(new Problem(
                        ProblemCode.SINK_INSIDE,
                        what + " is in a paired schema",
                        what,
                        Fix.advice("replace it by a sink in a schema and a cluster that are not part of the"
                                + " environment")));
            } else if (item.kind() == ItemKind.OTHER) {
                problems.add(
                        new Problem(ProblemCode.UNKNOWN_KIND, what + " is in a paired schema", what, ofUnknownKind()));
            } else if (item.kind().holdsData() && !sides.goesAlong(item)) {
                problems.add(new Problem(
                        ProblemCode.HOLDS_DATA,
                        what + " is in a paired schema, and cleanup would drop it with the previous side",
                        what,
                        Fix.choice(
                                Fix.either("create it in a schema that is not part of the environment"),
                                Fix.accept(
                                        ProblemCode.HOLDS_DATA,
                                        Messages.subject(catalog, item),
                                        "accept the loss of its data"))));
            }
        }
        return problems;
    }

    /** Types and functions in the schemas of one side, if the server does not swap them well. */
    private static List<Problem> types(CatalogSnapshot catalog, ResolvedPairs sides, Side side) {
        Hazard hazard = Hazard.TYPES_KEEP_THEIR_SCHEMA;
        if (!hazard.threatens(catalog.session())) {
            return List.of();
        }
        return sides.itemsOf(side).stream()
                .filter(item -> item.kind() == ItemKind.TYPE || item.kind() == ItemKind.FUNCTION)
                .map(item -> Messages.of(catalog, item))
                .map(what -> new Problem(
                        hazard.code(),
                        what + " is in a paired schema, and " + hazard.of(catalog.session()),
                        what,
                        Fix.choice(
                                Fix.either("create it in a schema that is not part of the environment"),
                                Fix.either(hazard.wayOut()))))
                .toList();
    }

    private static void tenants(
            CatalogSnapshot catalog, ResolvedPairs sides, Side side, PlannedRelations planned, List<Problem> problems) {
        for (Item item : sides.tenantsOf(side)) {
            String what = Messages.of(catalog, item);
            String cluster = catalog.cluster(item.cluster().orElseThrow())
                    .orElseThrow()
                    .name()
                    .value();
            if (sides.sideOf(item) != Side.OUTSIDE) {
                problems.add(new Problem(
                        ProblemCode.MISPLACED,
                        what + " runs on cluster " + cluster + ", which belongs to the other side",
                        what,
                        misplaced(catalog, item, planned)));
            } else if (item.kind() == ItemKind.SINK) {
                problems.add(new Problem(
                        ProblemCode.SINK_INSIDE,
                        what + " runs on the paired cluster " + cluster,
                        what,
                        Fix.advice("replace it by a sink in a cluster that is not part of the environment")));
            } else if (!item.isAttachment()) {
                problems.add(tenant(catalog, item, cluster));
            }
        }
    }

    /** No statement is shown that would drop it: the object can be live, or the way back. */
    private static Fix misplaced(CatalogSnapshot catalog, Item item, PlannedRelations planned) {
        return Fix.advice(
                isPlanned(catalog, item, planned)
                        ? "name a live cluster of the environment in its model"
                        : "create it again in the cluster of its side");
    }

    private static boolean isPlanned(CatalogSnapshot catalog, Item item, PlannedRelations planned) {
        return planned.isPlanned(catalog.nameOf(item.on().flatMap(catalog::item).orElse(item)));
    }

    private static Problem tenant(CatalogSnapshot catalog, Item item, String cluster) {
        String what = Messages.of(catalog, item);
        String of = item.on()
                .flatMap(catalog::item)
                .map(relation -> " on " + Messages.of(catalog, relation))
                .orElse("");
        return new Problem(
                ProblemCode.TENANT,
                what + of + " runs on the paired cluster " + cluster + " and is not part of the environment",
                what,
                Fix.choice(
                        Fix.either("take its schema into the environment"),
                        Fix.either("its owner creates it again in another cluster"),
                        Fix.accept(
                                ProblemCode.TENANT,
                                Messages.subject(catalog, item),
                                "it blocks the cleanup of that cluster")));
    }

    /**
     * Objects of the staged side that run on a cluster which is not part of the environment. A cluster that runs an
     * object of the live side too is shared on purpose.
     */
    static List<Problem> outsideClusters(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        Set<ClusterId> known = sharedClusters(view.pairs());
        List<Problem> problems = new ArrayList<>();
        for (Item item : view.pairs().itemsOf(Side.SUFFIXED)) {
            item.cluster()
                    .filter(cluster -> !known.contains(cluster))
                    .flatMap(catalog::cluster)
                    .filter(cluster -> !view.environment().clusters().isEmpty()
                            || view.environment().isSuffixed(cluster.name()))
                    .ifPresent(cluster -> problems.add(new Problem(
                            ProblemCode.OUTSIDE_CLUSTER,
                            Messages.of(catalog, item) + " runs on cluster " + cluster.name()
                                    + ", which is not part of environment "
                                    + view.environment().name() + " and runs no live object",
                            Messages.of(catalog, item),
                            Fix.choice(
                                    Fix.either("create it again in a staged cluster of the environment"),
                                    Fix.either("take the cluster into the environment"),
                                    Fix.accept(
                                            ProblemCode.OUTSIDE_CLUSTER,
                                            Messages.subject(catalog, item),
                                            "it runs there after the swap too")))));
        }
        return problems;
    }

    /** The paired clusters, and those on which the live side runs. */
    private static Set<ClusterId> sharedClusters(ResolvedPairs sides) {
        Set<ClusterId> known = new HashSet<>();
        for (Side side : List.of(Side.LIVE, Side.SUFFIXED)) {
            sides.clustersOf(side).forEach(cluster -> known.add(cluster.id()));
        }
        sides.itemsOf(Side.LIVE).forEach(item -> item.cluster().ifPresent(known::add));
        return known;
    }

    /** Clusters of one side that have objects and no replica. Queries on them wait. */
    static List<Problem> paused(CatalogSnapshot catalog, ResolvedPairs sides, Side side) {
        List<Problem> problems = new ArrayList<>();
        for (Cluster cluster : sides.clustersOf(side)) {
            if (!catalog.itemsOn(cluster.id()).isEmpty() && ClusterCopy.isPaused(cluster)) {
                problems.add(ClusterCopy.paused(cluster));
            }
        }
        return problems;
    }

    /** Objects in the lock schema that no verb of ours has created there. They prevent the drop of the schema. */
    static List<Problem> ofLockSchema(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        return catalog.schema(view.lockNames().schema()).stream()
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .filter(item -> !LockNames.isOurs(item))
                .map(item -> new Problem(
                        ProblemCode.STILL_READ,
                        Messages.of(catalog, item) + " is in the lock schema, which the verb drops",
                        Messages.of(catalog, item),
                        Fix.choice(
                                Fix.either("if it is needed, its owner creates it again in another schema"),
                                Fix.either("if it is not needed, its owner drops it"))))
                .toList();
    }
}
